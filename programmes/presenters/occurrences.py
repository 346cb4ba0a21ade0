"""What a page offers to report of a recurring row's occurrences (Rule 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.facts import MilestoneFacts
from programmes.facts.occurrences import OccurrenceFacts
from programmes.figures.occurrences import by_due_day, recurring_row
from programmes.readings.occurrences_to_report import to_report


@dataclass(frozen=True, kw_only=True)
class ToReport:
    """A due day that the month may report, and what it reports of it so far."""

    due_on: date
    reported: OccurrenceFacts | None

    @property
    def words(self) -> str:
        """Return what was reported: "Held", or that nothing was yet."""
        return self.reported.turn.label if self.reported else "Not reported"


def offered_to_report(facts: MilestoneFacts, *, month: date | None) -> tuple[ToReport, ...]:
    """Return the due days of a row that an open month may report; none without one."""
    row = recurring_row(facts)
    if row is None or month is None:
        return ()
    reported = by_due_day(row.recurring.reported)
    days: Iterable[date] = to_report(row, month=month)
    return tuple(ToReport(due_on=day, reported=reported.get(day)) for day in days)
