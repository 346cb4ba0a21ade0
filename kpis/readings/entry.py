"""Which indicators a person enters readings for, each with what is recorded of it (Rule 27)."""

from dataclasses import dataclass
from datetime import date

from irp.models import User
from kpis.models import Indicator
from kpis.readings.known import Known, cadence_of, readings_known
from kpis.rules import period_ending, period_printed, printed_value


@dataclass(frozen=True)
class EntryRow:
    """An indicator of a month's entry: the first month of its data, and what is recorded of it."""

    indicator: Indicator
    month: date
    known: Known

    @property
    def period(self) -> str:
        """Return its data period as people read it."""
        return period_printed(self.month, frequency=cadence_of(self.indicator).frequency)

    @property
    def printed(self) -> str:
        """Return what is recorded for its data period, "" for nothing."""
        value = self.known.values.get(self.month)
        return "" if value is None else printed_value(value, unit=self.indicator.unit)

    @property
    def last(self) -> tuple[date, str] | None:
        """Return the month and the value of the data period read before, None for none."""
        before = max((month for month in self.known.values if month < self.month), default=None)
        if before is None:
            return None
        return before, printed_value(self.known.values[before], unit=self.indicator.unit)

    @property
    def newest(self) -> int:
        """Return the key of its newest reading, 0 for none."""
        return max(self.known.keys, default=0)


def answered_for(user: User, *, every: bool) -> list[Indicator]:
    """Return the indicators that a person answers for, or `every` one, by aim and reference."""
    rows = Indicator.objects.select_related("owner", "aim").order_by("aim__number", "ref")
    if every:
        return list(rows)
    return [row for row in rows.filter(owner__isnull=False) if user.holds(row.owner)]


def entry_rows(indicators: list[Indicator], *, month: date) -> list[EntryRow]:
    """Return those of some indicators whose data period ends with a month, in one statement."""
    known = readings_known([row.pk for row in indicators])
    found = []
    for row in indicators:
        newest = max(known[row.pk].values, default=None)
        begins = period_ending(month, cadence=cadence_of(row), newest=newest)
        if begins is not None:
            found.append(EntryRow(row, begins, known[row.pk]))
    return found
