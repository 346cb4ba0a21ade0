"""Things that come round again ("Every 6 weeks", "Monthly") as dated occurrences (Rule 10)."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from irp.rules.date_names import MONTH, MONTH_NUMBERS
from irp.rules.date_ranges import read_span, year_wanted
from irp.rules.date_spans import NO_SUCH_DAY, NoSuchDate, QuarterConvention, UnclearDate
from irp.rules.date_writing import smoothed

Unit = Literal["week", "month", "year"]
WHICH_END = "Enter the month and year in which it ends, as in quarterly until March 2027"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something comes round: every so many weeks, months or years.

    What comes round every year may name its day, `month` and `day`: "by 31 March each year". A
    month that is shorter than `day` has its own last day. `until` is the last day on which it may
    fall due, None for no end: "quarterly until March 2027".
    """

    every: int
    unit: Unit
    month: int | None = None
    day: int = 31
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse an interval that never moves on."""
        if self.every < 1:
            raise ValueError("A recurrence comes round every 1 or more weeks, months or years")


_UNITS: dict[str, tuple[int, Unit]] = {
    "week": (1, "week"),
    "fortnight": (2, "week"),
    "month": (1, "month"),
    "quarter": (3, "month"),
    "half year": (6, "month"),
    "half-year": (6, "month"),
    "term": (4, "month"),  # three terms a year: an agreed assumption
    "year": (1, "year"),
    "financial year": (1, "year"),
    "annum": (1, "year"),
}
_ADVERBS: dict[str, tuple[int, Unit]] = {
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "termly": (4, "month"),
    "half-yearly": (6, "month"),
    "half yearly": (6, "month"),
    "annually": (1, "year"),
    "annual": (1, "year"),
    "yearly": (1, "year"),
}
_NUMBERS = {
    **{str(number): number for number in range(1, 100)},
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty-four": 24},
}
_OTHERS = {"other": 2, "second": 2, "third": 3}
_TIMES = {"once": 1, "twice": 2}
_NUMBER = rf"(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_EVERY = re.compile(
    r"(?:once )?(?:every|each|per|once an?) "
    rf"(?:(?:{_NUMBER}|(?P<other>{'|'.join(_OTHERS)})) )?{_UNIT}s?"
)
# "6 monthly" means every 6 months, as the plan's own rows show ("bi-annually", "every 6 months").
_N_MONTHLY = re.compile(rf"{_NUMBER}[ -](?P<adverb>week|month)ly")
_TIMES_A_YEAR = re.compile(
    rf"(?:{_NUMBER} times|(?P<times>once|twice)) "
    r"(?:(?:a|per|each|every) (?:year|annum)|yearly|annually)"
)
_EVERY_YEAR = r"(?:each year|every year|annually|yearly|per annum)"
_YEARS_DAY = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?{MONTH}"
_BEFORE_DAY = r"(?:by |in |on |each |every )?(?:end )?"
_ON_ITS_DAY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BEFORE_DAY}{_YEARS_DAY},? {_EVERY_YEAR}",
        rf"{_EVERY_YEAR}(?:,| -)? {_BEFORE_DAY}{_YEARS_DAY}",
        rf"(?:by |in |on )?(?:each|every) {_YEARS_DAY}",
    )
)
# "by March 31 each year": no year stands there, so that the number is the day.
_DAY_AFTER = re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?![\w/])")
_UNTIL = re.compile(r"(?P<often>.+?),? (?:until|till?|up to|to) (?P<until>.+)")
_REVIEW = re.compile(r"review(?:ed)? (?P<how_often>.+)|(?P<review_first>.+) reviews?")


def review_words(text: str) -> str | None:
    """Return "annually" from "Review annually" or "annual" from "Annual review", else None."""
    match = _REVIEW.fullmatch(smoothed(text))
    return (match["how_often"] or match["review_first"]) if match else None


@lru_cache(maxsize=2000)  # every page asks it of the same words
def recurrence(raw: str) -> Recurrence | None:
    """Return how often the words say something comes round, or None where they do not (Rule 10).

    Reads "Weekly", "Every 6 weeks", "6 monthly", "each quarter", "twice a year", "termly", "by 31
    March each year", "quarterly until March 2027" and the like; "Review annually" gives the
    interval of the review.
    """
    text = review_words(raw) or smoothed(raw)
    return _without_end(text) or _with_end(text)


def _with_end(text: str) -> Recurrence | None:
    """Return what comes round until a date, due on its last day at the latest (Rule 8).

    Raises UnclearDate for an end without its year, and for one whose days depend on how a plan
    counts its quarters.
    """
    match = _UNTIL.fullmatch(text)
    often = _without_end(match["often"]) if match else None
    if match is None or often is None:
        return None
    first, second = (
        read_span(match["until"], quarters=convention) for convention in QuarterConvention
    )
    if first and first == second:
        return replace(often, until=first.latest)
    if first or year_wanted(match["until"], quarters=QuarterConvention.CALENDAR):
        raise UnclearDate(WHICH_END)
    return None


def _without_end(text: str) -> Recurrence | None:
    if text in _ADVERBS:
        return Recurrence(*_ADVERBS[text])
    if match := _EVERY.fullmatch(text):
        count, unit = _UNITS[match["unit"]]
        number = match["number"] or match["other"] or "1"
        return Recurrence(count * (_NUMBERS | _OTHERS)[number], unit)
    if match := _N_MONTHLY.fullmatch(text):
        return Recurrence(_NUMBERS[match["number"]], _UNITS[match["adverb"]][1])
    if match := _TIMES_A_YEAR.fullmatch(text):
        times = (_NUMBERS | _TIMES)[match["number"] or match["times"]]
        return None if 12 % times else Recurrence(12 // times, "month")
    return _on_its_day(text)


def _on_its_day(text: str) -> Recurrence | None:
    """Return what comes round on one day or in one month of every year, else None.

    Raises NoSuchDate for a day that no year has: "31 June each year".
    """
    text = re.sub(r"\b(?:the|of) ", "", text)
    text = _DAY_AFTER.sub(r"\g<day> \g<month>", text)
    for pattern in _ON_ITS_DAY:
        if match := pattern.fullmatch(text):
            month, day = MONTH_NUMBERS[match["month"]], int(match["day"] or 31)
            longest = monthrange(2028, month)[1]  # of a leap year
            if match["day"] and not 1 <= day <= longest:
                raise NoSuchDate(NO_SUCH_DAY)
            return Recurrence(1, "year", month, day)
    return None


def _months_after(start: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    years, index = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, index + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def occurrences(recurrence: Recurrence, *, start: date, until: date) -> list[date]:
    """Return every due date from `start` to `until`, both included (Rule 10).

    Each date is counted from `start`, not from the one before it, so that a month-end date comes
    back to the month end: 31 January, 28 or 29 February, 31 March. An `until` before `start` gives
    an empty list; the last date that there can be is 31 December 9999. What names its day in the
    year falls due on that day, whenever it began. What has an end is not due after it.
    """
    until = min(until, recurrence.until) if recurrence.until else until
    if recurrence.month:
        return _on_that_day(recurrence, recurrence.month, start, until)
    if recurrence.unit == "week":
        step = timedelta(weeks=recurrence.every)
        dates = (start + step * turn for turn in range((date.max - start) // step + 1))
    else:
        months = recurrence.every * (12 if recurrence.unit == "year" else 1)
        left = (date.max.year - start.year) * 12 + date.max.month - start.month
        dates = (_months_after(start, months * turn) for turn in range(left // months + 1))
    return list(takewhile(lambda due_on: due_on <= until, dates))


def _on_that_day(recurrence: Recurrence, month: int, start: date, until: date) -> list[date]:
    days = (
        date(year, month, min(recurrence.day, monthrange(year, month)[1]))
        for year in range(start.year, until.year + 1)
    )
    return [day for day in days if start <= day <= until]
