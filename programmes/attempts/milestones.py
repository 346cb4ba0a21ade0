"""How a milestone is reported: by its form or by "no change", in its row or on a page."""

from datetime import date, datetime
from itertools import chain
from typing import Any

from django.http import HttpResponse

from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from programmes.actions import repeat_milestone, update_milestone
from programmes.forms import MilestoneUpdateForm, RepeatForm
from programmes.models import Milestone, MilestoneReport
from programmes.presenters.milestone_update import UpdatePage, faults_besides


class ReportAttempt(Attempt[Any]):
    """An attempt to report a milestone; "no change" is an act of its own beside the form."""

    def __init__(self, request: SignedIn, milestone: Milestone, *, on: date) -> None:
        self.milestone, self.quarters = milestone, settings_of(request).irp_quarters
        self.repeats = request.method == "POST" and "no_change" in request.POST
        self.in_row = request.headers.get("HX-Target") == f"row-{milestone.ref}"
        # Several rows may be open on one page.
        auto_id = f"id_{milestone.ref}_%s" if self.in_row else "id_%s"
        self.shown = {"quarters": self.quarters, "on": on, "auto_id": auto_id}
        if self.repeats:
            super().__init__(request, RepeatForm)
        else:
            super().__init__(request, MilestoneUpdateForm, **self.shown)

    def report(self, *, at: datetime) -> tuple[str, MilestoneReport] | None:
        """Report what was sent, and return the words for it; None where form or act refused."""
        by = self.request.user
        if not self.repeats:
            self._tell_every_fault(at=at)
            report = self.take(
                lambda _: update_milestone(self.milestone, self.form.update(), by=by, at=at)
            )
            return ("Report saved", report) if report else None
        report = self.take(
            lambda seen: repeat_milestone(
                self.milestone, month=seen.pop("period"), **seen, by=by, at=at
            )
        )
        return ("No change reported", report) if report else None

    def _tell_every_fault(self, *, at: datetime) -> None:
        """Add what the rule says of the rest to what the form refuses: all in one round.

        Nothing where only the reading of the dates is asked for.
        """
        if self.checks or not self.form.errors:
            return
        for name, fault in faults_besides(self.milestone, self.form.cleaned_data, at=at).items():
            if name not in self.form.errors:
                self.form.add_error(name, fault)

    def sheet(self, sheet: UpdatePage) -> HttpResponse:
        """Return the row or the page with its form, and what refused "no change" beside it."""
        form = MilestoneUpdateForm(None, **self.shown) if self.repeats else self.form
        form.offer(sheet.offered)
        if not form.is_bound:
            form.initial = MilestoneUpdateForm.initial_of(sheet.report)
        user = self.request.user
        return self.page(
            f"programmes/{'milestone_update_row' if self.in_row else 'milestone_update'}.html",
            form=form,
            refusals=list(chain(*self.form.errors.values())) if self.repeats else [],
            sheet=sheet,
            milestone=self.milestone,
            quarters=self.quarters,
            may_decide=user.has_perm("programmes.decide_milestone"),
            may_ask=user.has_perm("programmes.ask_change", self.milestone.programme),
        )
