"""How an amendment is tried: shown first, old beside new, saved once that is confirmed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.amendments import Agreed
from assurance.forms.amendments import AmendmentForm
from assurance.models import Requirement
from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.rules.plan_dates import QuarterConvention

TEMPLATE = "assurance/amend.html"

Form = TypeVar("Form", bound=AmendmentForm)


class Amending(Attempt[Form]):
    """The form of an amendment; `shows` says that it is shown, and not saved yet."""

    def __init__(
        self, request: SignedIn, kind: type[Form], *, at: datetime, **initial: Any
    ) -> None:
        quarters = QuarterConvention(settings_of(request).cap_quarters)
        super().__init__(request, kind, quarters=quarters, initial={"version": 0, **initial})
        self.at, self.quarters = at, quarters

    @property
    def shows(self) -> bool:
        """Tell whether what was typed is right and is to be confirmed."""
        is_first = self.request.method == "POST" and "confirmed" not in self.request.POST
        return is_first and not self.checks and self.form.is_valid()

    def amend(self, act: Callable[[Agreed], Requirement]) -> Requirement | None:
        """Return the requirement once it is amended; None where it is not confirmed or refused."""
        if self.shows:
            return None

        def agreed(entered: dict[str, Any]) -> Requirement:
            who = {name: entered[name] for name in ("agreed_by", "reason")}
            return act(Agreed(by=self.request.user, at=self.at, **who))

        return self.take(agreed)

    def answer(
        self, done: Requirement | None, *, task: str, row: Requirement | None, **context: Any
    ) -> HttpResponse:
        """Return the page of the form or what it would do; once done, the requirement's."""
        if done is not None:
            messages.success(self.request, f"The Assurance Plan is amended: {done.ref}.")
            return redirect("assurance:requirement", done.ref)
        own = {"task": task, "row": row, "shows": self.shows, "quarters": self.quarters}
        return self.page(TEMPLATE, **own, **context)
