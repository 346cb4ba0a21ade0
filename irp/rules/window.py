"""The days a person may type: those that this plan can speak of. Pure: no Django, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from irp.rules.date_spans import EARLIEST_ON, LATEST_ON, printed_day, printed_month


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day that are taken where a person types a date (a setting)."""

    first: date
    last: date

    @classmethod
    def around(cls, starts_on: date, ends_on: date, *, before: int, after: int) -> "Window":
        """Return the window of an intervention: so many years before it, so many after it.

        No wider than what the record can keep, so that no message asks for a day that is refused.
        """
        first, last = _years_on(starts_on, -before), _years_on(ends_on, after)
        return cls(max(first, EARLIEST_ON), min(last, LATEST_ON))

    def since(self, day: date) -> "Window":
        """Return the window of what is not before a day."""
        return Window(max(self.first, day), self.last)

    def fault(self, earliest: date | None, latest: date | None) -> str:
        """Return what to type instead of a span of days; "" where all of it, or no day, fits."""
        if earliest is None or latest is None or self.first <= earliest <= latest <= self.last:
            return ""
        return self.words

    @property
    def words(self) -> str:
        """Return what to type instead of a date outside it."""
        return f"Enter a date from {printed_day(self.first)} to {printed_day(self.last)}"

    def words_for_months(self, *, until: date | None = None) -> str:
        """Return what to type instead of a month that is not whole within it.

        `until` is a day in the last month that is taken, where that is within it.
        """
        first = self.first if self.first.day == 1 else _next_month(self.first)
        last = _next_month(self.last) - timedelta(days=1)
        if last != self.last:
            last = self.last.replace(day=1) - timedelta(days=1)
        last = min(last, until) if until else last
        return f"Enter a month from {printed_month(first)} to {printed_month(last)}"


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _years_on(day: date, years: int) -> date:
    """Return the same day in another year, 28 February for a leap day where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
