"""How a month of benefits is tried: every fault at once, a conflict beside its row (Rule 26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from irp.asked import note_filters
from irp.models import ReportingPeriod
from irp.pages import SignedIn
from irp.readings import UNDER_LOCKS
from programmes.actions.benefit_month import read_benefits
from programmes.actions.month_rows import RowsEntered
from programmes.attempts.month_rows import Clash, MonthRowsAttempt, RowShown
from programmes.figures.benefits import printed
from programmes.forms.benefit_month import BenefitMonthFilter, BenefitRowForm
from programmes.models import Benefit, BenefitReading
from programmes.readings.benefits import benefits_with_posts, newest_readings


@dataclass(frozen=True, kw_only=True)
class BenefitRow(RowShown):
    """A benefit of the month's table, with its form, its newest reading and what others read."""

    benefit: Benefit
    form: BenefitRowForm
    reading: BenefitReading | None

    @property
    def last(self) -> str:
        """Return the newest reading in its unit, "" where there is none."""
        return printed(self.reading.value, self.benefit.unit) if self.reading else ""

    @property
    def target(self) -> str:
        """Return the target in its unit, "" where there is none."""
        return printed(self.benefit.target, self.benefit.unit)


class BenefitsAttempt(MonthRowsAttempt[Benefit, BenefitRowForm]):
    """The benefits that a person may read, and what became of what was sent of them."""

    template = "programmes/benefits_month.html"
    boxes = BenefitRowForm.BOXES

    def __init__(self, request: SignedIn, period: ReportingPeriod, *, at: datetime) -> None:
        super().__init__(request, period, at=at)
        known = (
            benefits_with_posts()
            .filter(saving=None, ended_on=None)
            .order_by("programme__number", "number")
        )
        may = request.user.has_perm
        own = [row for row in known if may("programmes.read_benefit", row)]
        self.count = len(own)
        self.newest = newest_readings([row.pk for row in own], at=at)
        programmes = {row.programme.ref: row.programme.name for row in own}
        self.filter = BenefitMonthFilter(request.GET, programmes=list(programmes.items()))
        note_filters(request, self.filter)
        sends = request.method == "POST"
        self.by_ref = {row.ref: row for row in own if sends or self._is_asked(row)}
        self.read_sent()

    def _is_asked(self, row: Benefit) -> bool:
        if self.filter.chosen("programme") not in ("", row.programme.ref):
            return False
        return not (self.filter.chosen("show") and self._is_read(row))

    def _is_read(self, row: Benefit) -> bool:
        now = self.newest.get(row.pk)
        return now is not None and now.period_id == self.period.pk

    def form(self, row: Benefit, data: Mapping[str, Any] | None) -> BenefitRowForm:
        """Return the form of a row, empty: nothing that is read is prefilled."""
        return BenefitRowForm(data, ref=row.ref, initial=self.versions(row))

    def act(self, entries: dict[str, Any]) -> RowsEntered[Benefit, BenefitReading]:
        """Record what was read of the rows that were filled in."""
        return read_benefits(entries, by=self.request.user, at=self.at)

    def read_again(self) -> None:
        """Read what is in force, others having written meanwhile."""
        self.newest = newest_readings([row.pk for row in self.by_ref.values()], at=UNDER_LOCKS)

    def in_turn(self) -> list[Benefit]:
        """Return the rows, what is to be read first."""
        return sorted(self.by_ref.values(), key=self._is_read)

    def differences(self, row: Benefit, form: BenefitRowForm) -> Clash:
        """Return what others recorded meanwhile beside what was typed."""
        return _differences(row, self.newest.get(row.pk), form)

    def shown(self, row: Benefit, form: BenefitRowForm, clash: Clash) -> BenefitRow:
        """Return a benefit with its form and its newest reading."""
        return BenefitRow(benefit=row, form=form, reading=self.newest.get(row.pk), clash=clash)


def _differences(row: Benefit, now: BenefitReading | None, form: BenefitRowForm) -> Clash:
    """Return label, saved now and typed of each box that others recorded meanwhile."""
    typed, found = form.cleaned_data, []
    if now is None or now.value != typed["value"]:
        words = (printed(now.value if now else None, row.unit), printed(typed["value"], row.unit))
        found.append((str(form.fields["value"].label), words[0] or "–", words[1]))
    if now and now.note != typed["note"]:
        found.append((str(form.fields["note"].label), now.note or "–", typed["note"] or "–"))
    return tuple(found)
