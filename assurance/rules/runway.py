"""When sustained evidence has to begin, and in which quarter a day lies (Rules 11, 12 and 22)."""

from datetime import date, timedelta

from assurance.words.evidence import Cadence
from assurance.words.runway import SafeStart
from irp.rules.document_days import HOLDS_FROM

PUBLISHED = HOLDS_FROM["cap"]
MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.YEAR: 12}
APRIL = 3  # months of a year before its financial year begins
A_QUARTER = 3


def safe_start(by: date, *, periods: int, cadence: Cadence) -> date:
    """Return the latest first day from which so many whole periods end on or before a day.

    Months and quarters are the calendar's, years are financial years: twelve months by 31 March
    2028 begin on 1 April 2027; by 30 March 2028 on 1 March 2027.
    """
    length = MONTHS[cadence]
    phase = APRIL if cadence is Cadence.YEAR else 0
    after = by + timedelta(days=1)
    past_last = (after.year * 12 + after.month - 1 - phase) // length  # the first not over by then
    first = (past_last - periods) * length + phase
    return date(first // 12, first % 12 + 1, 1)


def start_standing(start: date | None, *, on: date) -> SafeStart:
    """Return how a latest safe start stands on a day; None: commissioners set no number."""
    if start is None:
        return SafeStart.UNSET
    if start < PUBLISHED:
        return SafeStart.IMPOSSIBLE
    if quarter_of(start) == quarter_of(on):
        return SafeStart.NOW
    return SafeStart.PASSED if start < on else SafeStart.AHEAD


def quarter_of(day: date) -> int:
    """Return the number of the three months that a day lies in, counted without a gap."""
    return (day.year * 12 + day.month - 1) // A_QUARTER


def days_of_quarter(number: int) -> tuple[date, date]:
    """Return the first and the last day of three months by their number."""
    first, after = number * A_QUARTER, (number + 1) * A_QUARTER
    last = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return date(first // 12, first % 12 + 1, 1), last
