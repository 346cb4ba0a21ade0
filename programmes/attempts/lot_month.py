"""How a month of sales is tried: every fault at once, a conflict beside its row (Rule 25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from irp.asked import note_filters
from irp.context import settings_of
from irp.forms import hold_to_window
from irp.models import ReportingPeriod
from irp.pages import SignedIn
from irp.readings import UNDER_LOCKS
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.money import printed_pounds
from programmes.actions.lots import enter_progress
from programmes.actions.month_rows import RowsEntered
from programmes.attempts.month_rows import Clash, MonthRowsAttempt, RowShown
from programmes.forms.lot_month import LotMonthFilter, ProgressForm
from programmes.models import Lot, LotProgress
from programmes.readings.lot_rows import lots_with_posts, newest_progress
from programmes.readings.receipts import PROGRESS
from programmes.rules.receipts import stage_of
from programmes.words import Stage


@dataclass(frozen=True, kw_only=True)
class LotRow(RowShown):
    """A lot of the month's table, with its form, what is in force and what others saved."""

    lot: Lot
    form: ProgressForm
    progress: LotProgress | None


class LotsAttempt(MonthRowsAttempt[Lot, ProgressForm]):
    """The lots of a month that a person may enter, and what became of what was sent of them."""

    template = "programmes/receipts_month.html"
    boxes = PROGRESS

    def __init__(self, request: SignedIn, period: ReportingPeriod, *, at: datetime) -> None:
        super().__init__(request, period, at=at)
        self.on = london_day(at)
        own = [
            row for row in lots_with_posts() if request.user.has_perm("programmes.keep_lot", row)
        ]
        self.count = len(own)
        self.newest = newest_progress(at=at, among=[row.pk for row in own])
        programmes = {row.programme.ref: row.programme.name for row in own}
        self.filter = LotMonthFilter(request.GET, programmes=list(programmes.items()))
        note_filters(request, self.filter)
        sends = request.method == "POST"
        self.by_ref = {row.ref: row for row in own if sends or self._is_asked(row)}
        self.read_sent()

    def _is_asked(self, row: Lot) -> bool:
        asked = {name: self.filter.chosen(name) for name in ("programme", "lot", "show")}
        if asked["programme"] not in ("", row.programme.ref) or asked["lot"] not in ("", row.ref):
            return False
        return bool(asked["lot"] or asked["show"]) or self._is_open(row)

    def _is_open(self, row: Lot) -> bool:
        now = self.newest.get(row.pk)
        return now is None or stage_of(vars(now)) not in (Stage.RECEIVED, Stage.WITHDRAWN)

    def form(self, row: Lot, data: Mapping[str, Any] | None) -> ProgressForm:
        """Return the form of a row, what is known of its sale in its boxes."""
        initial = ProgressForm.initial_of(self.newest.get(row.pk))
        form = ProgressForm(data, ref=row.ref, initial=initial, on=self.on)
        hold_to_window(form, lambda: settings_of(self.request).window)
        return form

    def act(self, entries: dict[str, Any]) -> RowsEntered[Lot, LotProgress]:
        """Write the sales of the rows that were changed."""
        return enter_progress(entries, by=self.request.user, at=self.at)

    def read_again(self) -> None:
        """Read what is in force, others having written meanwhile."""
        keys = [row.pk for row in self.by_ref.values()]
        self.newest = self.newest | newest_progress(at=UNDER_LOCKS, among=keys)

    def in_turn(self) -> list[Lot]:
        """Return the rows, what is still to be sold or paid first."""
        return sorted(self.by_ref.values(), key=lambda row: (not self._is_open(row), row.ref))

    def differences(self, row: Lot, form: ProgressForm) -> Clash:
        """Return what others saved meanwhile beside what was typed."""
        return tuple(_differences(self.newest.get(row.pk), form))

    def shown(self, row: Lot, form: ProgressForm, clash: Clash) -> LotRow:
        """Return a lot with its form and how far its sale has come."""
        return LotRow(lot=row, form=form, progress=self.newest.get(row.pk), clash=clash)


def _differences(now: LotProgress | None, form: ProgressForm) -> Any:
    """Yield label, saved now and typed of each box that others changed meanwhile."""
    for name in PROGRESS:
        stored, typed = getattr(now, name) if now else None, form.cleaned_data.get(name)
        if (stored or None) != (typed or None):
            yield str(form.fields[name].label), _words(stored), _words(typed)


def _words(value: Any) -> str:
    """Return what a box holds, for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return printed_day(value)
    return (
        "–" if value in (None, "") else value if isinstance(value, str) else printed_pounds(value)
    )
