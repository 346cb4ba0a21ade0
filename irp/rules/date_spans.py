"""What a date of a plan is: its words, how exact they are, the days they cover (Rule 8)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from irp.rules.numbers import counted

EARLIEST_ON = date(2000, 1, 1)
LATEST_ON = date(2100, 12, 31)

WHAT_TO_TYPE = "Enter a date such as 30 June 2026, Jun 2026, Q3 2026 or 2026/27"
OUT_OF_RANGE = "Enter a date between 1 January 2000 and 31 December 2100"
NO_SUCH_DAY = "That day does not exist: check the day and the month, day first, as in 30/06/2026"
NOT_A_FINANCIAL_YEAR = "Enter a financial year as two years in a row, such as 2026/27"
ENDS_FIRST = (
    "Enter the earlier date first, and both years where they differ, as in Nov 2026 to Jan 2027"
)
ONE_DATE = "Enter one date, or a range such as Jun 2026 to Sep 2026"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def for_example(day: int, month: int, year: int) -> str:
    """Return how a day is typed, for the hint of a box and for an error: as the box shows one."""
    return f"For example, {date(year, month, day):%d/%m/%Y}"


class Precision(StrEnum):
    """How exactly a plan says when (Rule 8); the first seven have days, the others have none."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    FINANCIAL_YEAR = "financial_year"
    YEAR = "year"
    PERIOD = "period"  # any other stretch of days: a range, a half-year, a week, a third of a month
    RECURRING = "recurring"
    ONGOING = "ongoing"
    TBC = "tbc"
    RELATIVE = "relative"
    CONDITIONAL = "conditional"
    REVIEW = "review"
    UNDATED = "undated"


DATED_PRECISIONS = frozenset(
    {
        Precision.DAY,
        Precision.MONTH,
        Precision.QUARTER,
        Precision.SEASON,
        Precision.FINANCIAL_YEAR,
        Precision.YEAR,
        Precision.PERIOD,
    }
)


class QuarterConvention(StrEnum):
    """Which quarters a plan means (Rule 11): a visible setting of each plan.

    A bare "Q3 2026" is July to September 2026 by the calendar. By the financial year it is the
    third quarter of the financial year that begins in 2026: October to December 2026. That the
    year named is the one in which the financial year begins is an agreed assumption.
    """

    CALENDAR = "calendar"
    FINANCIAL = "financial"

    @property
    def words(self) -> str:
        """Return the kind of quarters in words: "calendar" or "financial-year"."""
        return {QuarterConvention.FINANCIAL: "financial-year"}.get(self, self.value)


class UnreadableDate(ValueError):
    """Words that cannot be read as a plan date; the message says what to type instead."""


class NoSuchDate(UnreadableDate):
    """Words that read as a date, but of a day that does not exist or lies out of range."""


class UnclearDate(UnreadableDate):
    """Words that could be two dates, lack a year or are a status: the message says which."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days that dated words cover, first and last included."""

    precision: Precision
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class PlanDate:
    """A date of a plan (Rule 8): `raw` words, precision, first and last day, both or neither."""

    raw: str
    precision: Precision
    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        """Refuse days that contradict the precision or each other."""
        if self.precision not in DATED_PRECISIONS:
            if self.earliest is not None or self.latest is not None:
                raise ValueError(f"A date of precision {self.precision} has no days")
        elif self.earliest is None or self.latest is None:
            raise ValueError(f"A date of precision {self.precision} has a first and a last day")
        elif self.earliest > self.latest:
            raise ValueError("The first day of a date is not after its last")
        elif self.precision == Precision.DAY and self.earliest != self.latest:
            raise ValueError("A date of precision day is one day")

    @property
    def is_dated(self) -> bool:
        """Whether the date names days, so that it can be late (Rules 8, 10 and 12)."""
        return self.latest is not None

    def as_json(self) -> dict[str, str | None]:
        """Return raw, precision, earliest and latest, the days as ISO text or None."""
        return {
            "raw": self.raw,
            "precision": self.precision.value,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "PlanDate":
        """Return the date that `as_json` gave."""
        earliest, latest = stored["earliest"], stored["latest"]
        return cls(
            raw=stored["raw"],
            precision=Precision(stored["precision"]),
            earliest=date.fromisoformat(earliest) if earliest else None,
            latest=date.fromisoformat(latest) if latest else None,
        )


UNDATED = PlanDate("", Precision.UNDATED, None, None)


@lru_cache(maxsize=4096)
def plan_date(raw: str, precision: str, earliest: date | None, latest: date | None) -> PlanDate:
    """Return the date that four columns hold, the precision by its value.

    Columns that are alike give one and the same: a plan has few dates and many rows.
    """
    return PlanDate(raw, Precision(precision), earliest, latest)


def month_of(day: date) -> str:
    """Return "Jun 2024", whatever the machine's locale."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def printed_month(day: date) -> str:
    """Return the month of a day as "October 2026", whatever the machine's locale."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def length_of(days: int) -> str:
    """Return how long a number of days is, whichever way: "12 days", from 60 on "22 months"."""
    number, unit = (round(abs(days) / 30.44), "month") if abs(days) >= 60 else (abs(days), "day")
    return counted(number, unit)


def days_said(days: int) -> str:
    """Return a number of days, whichever way, over 60 in months too: "183 days, 6 months"."""
    words = counted(abs(days), "day")
    return f"{words}, {length_of(days)}" if abs(days) > 60 else words


def printed_day(day: date) -> str:
    """Return "30 Jun 2024", whatever the machine's locale."""
    return f"{day.day} {month_of(day)}"


def days_from(earliest: date, latest: date) -> str:
    """Return "3 to 7 Jun 2024", "1 Apr to 30 Jun 2026" or "1 Nov 2025 to 31 Jan 2026"."""
    first = printed_day(earliest)
    if earliest.year == latest.year:
        first = first.rpartition(" ")[0]
        if earliest.month == latest.month:
            first = str(earliest.day)
    return f"{first} to {printed_day(latest)}"


def months_from(earliest: date, latest: date) -> str:
    """Return "Jul to Sep 2026", or "Dec 2026 to Feb 2027" across a new year (Rule 11)."""
    first = month_of(earliest)
    return f"{first[:3] if earliest.year == latest.year else first} to {month_of(latest)}"
