"""The day in London, working days and the deadlines of a reporting period (Rules 8 and 14).

Holidays are passed in as a set of days; irp.holidays gives England's.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from irp.rules.date_spans import printed_day
from irp.rules.numbers import ago

LONDON = ZoneInfo("Europe/London")

_SATURDAY = 5


def london_day(at: datetime) -> date:
    """Return the day of a moment in London, by which everything of the plan is judged (Rule 8).

    Raises ValueError for a naive moment, which would mean another day on each machine.
    """
    if at.utcoffset() is None:
        raise ValueError("The moment must have a time zone")
    return at.astimezone(LONDON).date()


def how_long_ago(day: date, *, on: date) -> str:
    """Return how long ago a day was, by another: "today", "1 day ago", "62 days ago" (Rule 8)."""
    return ago((on - day).days)


def how_far_off(day: date, *, on: date) -> str:
    """Return how far off a day is, by another: "in 3 days", "tomorrow", "today" (Rule 14)."""
    return days_off((day - on).days)


def days_off(days: int) -> str:
    """Return how far off a day is: "in 3 days", "tomorrow", "today", "1 day past" (Rule 14)."""
    if days > 1:
        return f"in {days} days"
    if days < 0:
        return f"{-days} day{'s' if days < -1 else ''} past"
    return "tomorrow" if days else "today"


def is_working_day(day: date, *, holidays: Collection[date]) -> bool:
    """Whether the day is Monday to Friday and no bank holiday (Rule 14)."""
    return day.weekday() < _SATURDAY and day not in holidays


def _working_days_from(day: date, count: int, direction: int, holidays: frozenset[date]) -> date:
    """Return the day `count` working days from `day`, one direction (-1 or 1) at a time."""
    if count < 0:
        raise ValueError("A number of working days is 0 or more")
    while count:
        day += timedelta(days=direction)
        count -= is_working_day(day, holidays=holidays)
    return day


def working_days_before(day: date, count: int, *, holidays: frozenset[date]) -> date:
    """Return the working day that is `count` working days before `day` (Rule 14).

    `day` itself does not count, whether it is a working day or not; 0 gives `day` back. Raises
    ValueError for a negative count.
    """
    return _working_days_from(day, count, -1, holidays)


def working_days_after(day: date, count: int, *, holidays: frozenset[date]) -> date:
    """Return the working day that is `count` working days after `day` (Rule 14).

    `day` itself does not count, whether it is a working day or not; 0 gives `day` back. Raises
    ValueError for a negative count.
    """
    return _working_days_from(day, count, 1, holidays)


def month_start(day: date) -> date:
    """Return the first day of the month of `day`: how a period names its observation month."""
    return day.replace(day=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodOffsets:
    """How many working days before the board each deadline of a period falls (Rule 14).

    The defaults are agreed assumptions, found in neither source document, and a setting of the
    product. Papers go out six working days before, which leaves five clear days between issue and
    meeting, as section 100B of the Local Government Act 1972 asks of a council's committees. The
    RDL has five working days for the return, the SAO two to sign, CPMO two to challenge and two
    more to freeze, and the packs one to be drawn and read.
    """

    opens: int = 18
    return_due: int = 13
    sign_off: int = 11
    challenge: int = 9
    freeze: int = 7
    issue: int = 6


# The days of a period in their order, with what people call each.
DEADLINES = (
    ("opens_on", "Period opens"),
    ("return_due_on", "RDL returns due"),
    ("sign_off_on", "SAO sign-off"),
    ("challenge_on", "CPMO challenge closes"),
    ("freeze_on", "Freeze"),
    ("issue_on", "Packs issued"),
    ("board_on", "TIB meets"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodDeadlines:
    """The days of a period in their order, from its opening to the board (Rule 14)."""

    opens_on: date
    return_due_on: date
    sign_off_on: date
    challenge_on: date
    freeze_on: date
    issue_on: date
    board_on: date

    def __post_init__(self) -> None:
        """Refuse a deadline that comes before the one it waits for, naming both."""
        steps = (
            ("opening", self.opens_on),
            ("return due", self.return_due_on),
            ("SAO sign-off", self.sign_off_on),
            ("CPMO challenge", self.challenge_on),
            ("freeze", self.freeze_on),
            ("issue", self.issue_on),
            ("board", self.board_on),
        )
        for (earlier, earlier_on), (later, later_on) in pairwise(steps):
            if later_on < earlier_on:
                days = printed_day(later_on), printed_day(earlier_on)
                raise ValueError(f"{later} ({days[0]}) is before {earlier} ({days[1]})")


def period_deadlines(
    *, board_on: date, offsets: PeriodOffsets, holidays: frozenset[date]
) -> PeriodDeadlines:
    """Return the deadlines of a period, worked back from its board date (Rule 14).

    Two deadlines may share a day. Raises ValueError where the offsets put one before the deadline
    it waits for, or after the board. A period keeps what this returned when it was published:
    published deadlines do not move by themselves.
    """

    def before(count: int) -> date:
        return working_days_before(board_on, count, holidays=holidays)

    return PeriodDeadlines(
        opens_on=before(offsets.opens),
        return_due_on=before(offsets.return_due),
        sign_off_on=before(offsets.sign_off),
        challenge_on=before(offsets.challenge),
        freeze_on=before(offsets.freeze),
        issue_on=before(offsets.issue),
        board_on=board_on,
    )


def published_deadlines(period: Any) -> PeriodDeadlines:
    """Return the deadlines of a period, or of its facts, as they are published."""
    names = [field.name for field in fields(PeriodDeadlines) if field.name != "board_on"]
    days = {name: getattr(period, name) for name in names}
    return PeriodDeadlines(**days, board_on=period.tib_on)
