"""Read the dated words of a plan ("Jun 2024", "Q3 2026") as the days they cover (Rule 8).

Written here rather than left to a date parser: general parsers guess at what they cannot read,
fill in missing parts with today's, and know neither British quarters nor financial years.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EARLIEST_ON = date(2000, 1, 1)
LATEST_ON = date(2100, 12, 31)

WHAT_TO_TYPE = "Enter a date such as 30 June 2026, Jun 2026, Q3 2026 or 2026/27"
OUT_OF_RANGE = "Enter a date between 1 January 2000 and 31 December 2100"
NO_SUCH_DAY = "That day does not exist: check the day and the month, day first, as in 30/06/2026"
NOT_A_FINANCIAL_YEAR = "Enter a financial year as two years in a row, such as 2026/27"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class Precision(StrEnum):
    """How exactly a plan says when (Rule 8); the first six have days, the others have none."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    FINANCIAL_YEAR = "financial_year"
    YEAR = "year"
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


class UnreadableDate(ValueError):
    """Words that cannot be read as a plan date; the message says what to type instead."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days that dated words cover, first and last included."""

    precision: Precision
    earliest: date
    latest: date


# "Sept" stands beside the three letters and the whole name because both plans and people write it.
_MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_YEAR = r"(?P<year>\d{4}|\d{2})"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"


def _year(text: str) -> int:
    """Return the year, two digits meaning this century; refuse one outside 2000 to 2100."""
    year = int(text) if len(text) == 4 else 2000 + int(text)
    if not EARLIEST_ON.year <= year <= LATEST_ON.year:
        raise UnreadableDate(OUT_OF_RANGE)
    return year


def _months(precision: Precision, year: int, month: int, count: int) -> DateSpan:
    """Return the span of `count` whole months that begins with the given one."""
    years_on, last_index = divmod(month - 1 + count - 1, 12)
    last_year, last_month = year + years_on, last_index + 1
    last_day = monthrange(last_year, last_month)[1]
    return DateSpan(precision, date(year, month, 1), date(last_year, last_month, last_day))


def _financial_year_start(match: re.Match[str]) -> int:
    """Return the year in which "2026/27" begins; refuse "2026/28"."""
    year = _year(match["year"])
    if match["next"] not in (f"{(year + 1) % 100:02}", str(year + 1)):
        raise UnreadableDate(NOT_A_FINANCIAL_YEAR)
    return year


def _read_day(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    month = match["month"]
    month_number = int(month) if month.isdigit() else _MONTH_NUMBERS[month]
    try:
        day = date(_year(match["year"]), month_number, int(match["day"]))
    except UnreadableDate:
        raise
    except ValueError as error:
        raise UnreadableDate(NO_SUCH_DAY) from error
    return DateSpan(Precision.DAY, day, day)


def _read_month(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return _months(Precision.MONTH, _year(match["year"]), _MONTH_NUMBERS[match["month"]], 1)


def _read_quarter(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    if match["next"]:
        quarters, year = QuarterConvention.FINANCIAL, _financial_year_start(match)
    else:
        year = _year(match["year"])
    month = 3 * int(match["quarter"]) - 2
    if quarters == QuarterConvention.FINANCIAL:
        # April to June is the first quarter; January to March, the fourth, falls in the next year.
        year, month = (year, month + 3) if month < 10 else (year + 1, 1)
    return _months(Precision.QUARTER, year, month, 3)


def _read_season(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    month = _SEASON_STARTS[match["season"]]
    return _months(Precision.SEASON, _year(match["year"]), month, 3)


def _read_financial_year(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return _months(Precision.FINANCIAL_YEAR, _financial_year_start(match), 4, 12)


def _read_year(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return _months(Precision.YEAR, _year(match["year"]), 1, 12)


_Reader = Callable[[re.Match[str], QuarterConvention], DateSpan]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2{_YEAR}", _read_day),
        (r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", _read_day),
        (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? {_YEAR}", _read_day),
        (rf"{_MONTH},?[ -]{_YEAR}", _read_month),
        (r"q(?P<quarter>[1-4]) (?P<year>\d{4})(?:/(?P<next>\d{4}|\d{2}))?", _read_quarter),
        (rf"(?P<season>{'|'.join(_SEASON_STARTS)}) {_YEAR}", _read_season),
        (r"(?P<year>\d{4})/(?P<next>\d{4}|\d{2})", _read_financial_year),
        (r"(?P<year>\d{4})", _read_year),
    )
)


def read_span(text: str, *, quarters: QuarterConvention) -> DateSpan | None:
    """Return the days that dated words cover, or None where they are not a date (Rules 8 and 11).

    `text` is one line of ASCII in lower case with single spaces. Seasons are whole months: spring
    March to May, summer June to August, autumn September to November, winter December to February
    of the next year. Raises UnreadableDate for a day that does not exist, two years that are no
    financial year, and days outside 1 January 2000 to 31 December 2100.
    """
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(text):
            span = reader(match, quarters)
            if span.latest > LATEST_ON:
                raise UnreadableDate(OUT_OF_RANGE)
            return span
    return None


def month_of(day: date) -> str:
    """Return "Jun 2024", whatever the machine's locale."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def months_from(earliest: date, latest: date) -> str:
    """Return "Jul to Sep 2026", or "Dec 2026 to Feb 2027" across a new year (Rule 11)."""
    first = month_of(earliest)
    return f"{first[:3] if earliest.year == latest.year else first} to {month_of(latest)}"
