"""The months of the demonstration and the days on which their boards meet. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from irp.rules.calendar import LONDON, PeriodDeadlines, PeriodOffsets, period_deadlines

FIRST = date(2024, 4, 1)
# From here on months are acted out whatever the day of seeding, with what only the actions write:
# asks, challenges, dependencies and completions to confirm. So a later day changes no month.
EVENTFUL = date(2026, 8, 1)
SEED = "improvement and recovery plan"
THURSDAY, FRIDAY = 3, 4
DECEMBER = 12


def dice(*about: object) -> Random:
    """Return the random source that decides about something; the same for the same words."""
    return Random("/".join([SEED, *map(str, about)]))


def index(day: date) -> int:
    """Return a month as a number to count with."""
    return day.year * 12 + day.month - 1


def first_of_month(month: int) -> date:
    """Return the first day of a month given as a number."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of a month given as a number."""
    first = first_of_month(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def london_moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day by the clocks of London."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


@dataclass(frozen=True)
class Meeting:
    """An observation month, the boards that hear about it and the days worked to for them."""

    month: date
    tib_on: date
    irb_on: date
    days: PeriodDeadlines

    @property
    def opens_at(self) -> datetime:
        """Return when its period is opened."""
        return london_moment(self.days.opens_on, 9)

    @property
    def freezes_at(self) -> datetime:
        """Return when its period is frozen."""
        return london_moment(self.days.freeze_on, 16)


def meetings(*, offsets: PeriodOffsets, holidays: frozenset[date]) -> Iterator[Meeting]:
    """Yield each month from April 2024 on, without end, with its boards.

    The TIB meets on the third Thursday of the month after, the IRB a week later; before
    Christmas no later than the last weekday up to 23 December.
    """
    for month in count(index(FIRST)):
        after = first_of_month(month + 1)
        tib_on = after + timedelta(days=(THURSDAY - after.weekday()) % 7 + 14)
        days = period_deadlines(board_on=tib_on, offsets=offsets, holidays=holidays)
        yield Meeting(first_of_month(month), tib_on, _irb_on(tib_on), days)


def _irb_on(tib_on: date) -> date:
    """Return the day of the IRB after a TIB: nobody meets on Christmas Eve or after it."""
    on = tib_on + timedelta(days=7)
    if on.month == DECEMBER:
        on = min(on, on.replace(day=23))
        on -= timedelta(days=max(0, on.weekday() - FRIDAY))
    return on
