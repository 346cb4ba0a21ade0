"""Things that come round again ("Every 6 weeks", "Monthly") as dated occurrences (Rule 10)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

Unit = Literal["week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something comes round: every so many weeks, months or years."""

    every: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse an interval that never moves on."""
        if self.every < 1:
            raise ValueError("A recurrence comes round every 1 or more weeks, months or years")


_WEEKLY, _MONTHLY, _YEARLY = (
    Recurrence(1, "week"),
    Recurrence(1, "month"),
    Recurrence(1, "year"),
)
_BY_WORD = {
    "weekly": _WEEKLY,
    "every week": _WEEKLY,
    "fortnightly": Recurrence(2, "week"),
    "monthly": _MONTHLY,
    "every month": _MONTHLY,
    "quarterly": Recurrence(3, "month"),
    "every quarter": Recurrence(3, "month"),
    "annually": _YEARLY,
    "annual": _YEARLY,
    "yearly": _YEARLY,
    "every year": _YEARLY,
}
_UNITS: dict[str, Unit] = {"week": "week", "month": "month", "year": "year"}
# "6 monthly" means every 6 months, as the plan's own rows show ("bi-annually", "every 6 months").
_EVERY_N = re.compile(r"every ([1-9][0-9]?) (week|month|year)s")
_N_MONTHLY = re.compile(r"([1-9][0-9]?)[ -](week|month)ly")
_REVIEW = re.compile(r"review(?:ed)? (?P<how_often>.+)|(?P<review_first>.+) reviews?")


def _plain(raw: str) -> str:
    return " ".join(raw.casefold().split()).removesuffix(".")


def review_words(text: str) -> str | None:
    """Return "annually" from "Review annually" or "annual" from "Annual review", else None."""
    match = _REVIEW.fullmatch(_plain(text))
    return (match["how_often"] or match["review_first"]) if match else None


def recurrence(raw: str) -> Recurrence | None:
    """Return how often the words say something comes round, or None where they do not (Rule 10).

    Reads "Weekly", "Fortnightly", "Monthly", "Quarterly", "Annually", "6 monthly", "Every 6 weeks"
    and the like; "Review annually" gives the interval of the review.
    """
    text = review_words(raw) or _plain(raw)
    if text in _BY_WORD:
        return _BY_WORD[text]
    match = _EVERY_N.fullmatch(text) or _N_MONTHLY.fullmatch(text)
    if match is None:
        return None
    return Recurrence(int(match[1]), _UNITS[match[2]])


def _months_after(start: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    years, index = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, index + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def occurrences(recurrence: Recurrence, *, start: date, until: date) -> list[date]:
    """Return every due date from `start` to `until`, both included (Rule 10).

    Each date is counted from `start`, not from the one before it, so that a month-end date comes
    back to the month end: 31 January, 28 or 29 February, 31 March. An `until` before `start` gives
    an empty list; the last date that there can be is 31 December 9999.
    """
    if recurrence.unit == "week":
        step = timedelta(weeks=recurrence.every)
        dates = (start + step * turn for turn in range((date.max - start) // step + 1))
    else:
        months = recurrence.every * (12 if recurrence.unit == "year" else 1)
        left = (date.max.year - start.year) * 12 + date.max.month - start.month
        dates = (_months_after(start, months * turn) for turn in range(left // months + 1))
    return list(takewhile(lambda due_on: due_on <= until, dates))
