"""What forms have in common in which an act cites evidence: the boxes, and a way to find more."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from assurance.forms.citing import Citing
from assurance.readings.citable import Citable, citable, picked_in
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.calendar import london_day


class CitingAttempt:
    """An attempt of a form that cites; whoever looks for evidence saves nothing.

    `of` are the columns of the requirements whose evidence is offered. A form that saves reads none
    of it: the act alone judges what is cited.
    """

    def __init__(
        self,
        request: SignedIn,
        form: type[Citing],
        *,
        of: dict[str, Any],
        at: datetime,
        **kwargs: Any,
    ) -> None:
        self._request, self._of, self._on = request, of, london_day(at)
        self._picked = picked_in(request.POST)
        self._saves = request.method == "POST" and request.POST.get("act") != "find"
        pieces = None if self._saves else self._pieces()
        self.attempt = Attempt(request, form, pieces=pieces, picked=self._picked, **kwargs)

    @property
    def form(self) -> Any:
        """Return the form."""
        return self.attempt.form

    def take(self, act: Callable[[dict[str, Any]], Any]) -> Any:
        """Return what the act made of the form without its boxes, None where it is shown again."""
        done = None
        if self._saves:
            done = self.attempt.take(lambda _: act(self.form.without_cites()))
        elif not self.form.is_valid():
            self.form.errors.clear()  # whoever looks for evidence has not finished
        if not done and not self.form.is_read:
            self.form.offer(self._pieces(), {})
        return done

    def _pieces(self) -> list[Citable]:
        find = self._request.POST.get("find", "")[:100]
        user = self._request.user
        return citable(user=user, find=find, picked=self._picked, on=self._on, **self._of)
