"""Which months a reading is of, whether they are over, when the next one is due. Pure (Rule 27)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from irp.rules.date_spans import printed_month
from irp.rules.measuring import Measured
from kpis.words import Frequency

FINANCIAL_YEAR_BEGINS = 4  # month
A_YEAR = 12  # months
QUARTERS_BEGIN = (1, 4, 7, 10)  # months: the financial year's quarters and the calendar's alike


@dataclass(frozen=True, kw_only=True, slots=True)
class Cadence:
    """How often an indicator is read, and how many months after its data the figure comes.

    None where nobody has said so: the plan does not.
    """

    frequency: Frequency | None = None
    lag_months: int | None = None

    @property
    def span(self) -> int:
        """Return how many months of data a reading covers; one where it is not said."""
        return self.frequency.months if self.frequency else 1

    @property
    def is_set(self) -> bool:
        """Tell whether it follows when a reading is due."""
        return bool(self.frequency and self.frequency.is_regular and self.lag_months is not None)


UNSAID = Cadence()


def later(month: date, months: int) -> date:
    """Return the first day of the month that is so many months later; fewer than 0 are earlier."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def period_printed(month: date, *, frequency: Frequency | None) -> str:
    """Return a data period as people read it: "Jun 2026", "Apr to Jun 2026"."""
    span = frequency.months if frequency else 1
    if span == 1:
        return printed_month(month)
    last = later(month, span - 1)
    first = f"{month:%b}" if last.year == month.year else printed_month(month)
    return f"{first} to {printed_month(last)}"


def period_fault(month: date, *, cadence: Cadence, on: date) -> str:
    """Return why a reading of the data period that begins in a month is refused on a day, or ""."""
    if cadence.frequency is Frequency.QUARTERLY and month.month not in QUARTERS_BEGIN:
        return "Enter the first month of the quarter: Jan, Apr, Jul or Oct"
    ends = later(month, cadence.span)
    if ends <= on:
        return ""
    last = later(on.replace(day=1), -cadence.span)
    if cadence.frequency is Frequency.QUARTERLY:
        last = later(last, -((last.month - 1) % 3))
    period = period_printed(month, frequency=cadence.frequency)
    return f"Enter {printed_month(last)} or earlier: {period} is not over"


def period_ending(month: date, *, cadence: Cadence, newest: date | None) -> date | None:
    """Return the first month of the data period that ends with a month, None where none does.

    Quarters are those of the year; a yearly figure's year is that of its newest reading, and the
    financial year while it has none. What is read once is asked for until it is read.
    """
    if cadence.frequency is Frequency.ONCE:
        return month if newest is None else None
    first = later(month, 1 - cadence.span)
    if cadence.frequency is Frequency.QUARTERLY:
        return first if first.month in QUARTERS_BEGIN else None
    if cadence.frequency is Frequency.YEARLY:
        begins = newest.month if newest else FINANCIAL_YEAR_BEGINS
        return first if first.month == begins else None
    return first


@dataclass(frozen=True, kw_only=True, slots=True)
class Owing:
    """Which data periods of an indicator have no reading: their first days, oldest first.

    `due` are over and not late yet, `late` are past the day they were due, `missing` are of the
    last year and lie between two that were read: nobody is waiting for those, and the record has a
    gap.
    """

    due: tuple[date, ...] = ()
    late: tuple[date, ...] = ()
    missing: tuple[date, ...] = ()

    @property
    def since(self) -> date | None:
        """Return the oldest period that is owed, None where none is."""
        return min((*self.late, *self.due), default=None)


def due_on(month: date, *, cadence: Cadence) -> date:
    """Return the last day for the reading of the data period that begins in a month."""
    return later(month, cadence.span + (cadence.lag_months or 0)) - timedelta(days=1)


def owing(months: Collection[date], *, cadence: Cadence, measured: Measured) -> Owing:
    """Return which data periods have no reading, as measured; `months` are those that have.

    What was never read is owed nothing: it is counted as not read yet. Where nobody has said how
    often or how late figures come, nothing follows.
    """
    if not months or not cadence.is_set:
        return Owing()
    newest = max(months)
    due: list[date] = []
    late: list[date] = []
    month = later(newest, cadence.span)
    while measured.has_passed(later(month, cadence.span) - timedelta(days=1)):
        is_late = measured.has_passed(due_on(month, cadence=cadence))
        (late if is_late else due).append(month)
        month = later(month, cadence.span)
    gaps = _gaps(months, cadence.span, on=measured.on)
    return Owing(due=tuple(due), late=tuple(late), missing=gaps)


def gaps_begin(on: date) -> date:
    """Return the first month of the year in which periods without a reading are missing."""
    return later(on, -A_YEAR)


def _gaps(months: Collection[date], span: int, *, on: date) -> tuple[date, ...]:
    """Return the periods of the last year that were passed over, told from the newest back."""
    first, found = max(min(months), gaps_begin(on)), []
    month = later(max(months), -span)
    while month >= first:
        if month not in months:
            found.append(month)
        month = later(month, -span)
    return tuple(reversed(found))
