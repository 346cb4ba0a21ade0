"""Numbers as people type and read them. Pure: no Django, no clock.

Python reads more than a person means: "1_000", "٣", "1e2". Here only ASCII digits are digits.
"""

import re
from collections.abc import Iterable, Sized
from decimal import Decimal

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"  # thousands by commas, all of them or none
_WHOLE = re.compile(rf"(?P<minus>[-\N{{MINUS SIGN}}]?)(?P<number>{_DIGITS})")
_DECIMAL = re.compile(
    rf"(?P<minus>[-\N{{MINUS SIGN}}]?)(?P<pound>£?)(?P<number>{_DIGITS}(?:\.[0-9]+)?|\.[0-9]+)"
    r"(?P<percent> ?%?)"
)
MINUS = "\N{MINUS SIGN}"
NO_MILLIONS = "Enter all the digits, such as 1,200,000. Words and letters like 1.2m are not read"
LONGEST = 40  # characters: no figure of a plan is longer, and Python reads none of thousands


def whole_number(text: str) -> int | None:
    """Return a whole number such as "12" or "1,234"; None for anything else."""
    match = _WHOLE.fullmatch(text.strip())
    if match is None or len(match[0]) > LONGEST:
        return None
    number = int(match["number"].replace(",", ""))
    return -number if match["minus"] else number


def decimal_number(text: str, *, pounds: bool = False, percent: bool = False) -> Decimal | None:
    """Return a number such as "1,234,567.89"; None for anything else.

    "£1,234" is read where `pounds` are asked for, "12.5%" where a `percent`age is.
    """
    match = _DECIMAL.fullmatch(text.strip())
    if match is None or len(match[0]) > LONGEST:
        return None
    if (match["pound"] and not pounds) or (match["percent"] and not percent):
        return None
    number = Decimal(match["number"].replace(",", ""))
    return -number if match["minus"] else number


def is_shortened(text: str) -> bool:
    """Tell whether a text is a number in thousands, millions or billions: "£1.2m", "500k"."""
    typed = text.strip()
    return typed.lstrip("£")[:1].isdigit() and typed[-1:].lower() in {*"mkbn"}


def counted(number: int, noun: str, many: str = "") -> str:
    """Return a number with its noun: "1 row", "1,034 rows"; `many` where it takes no "s"."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def all_of(number: int, noun: str, many: str = "") -> str:
    """Return all of some things in words: "the row", "both rows", "all 5 rows"; "no rows" for 0."""
    several = many or noun + "s"
    words = {0: f"no {several}", 1: f"the {noun}", 2: f"both {several}"}
    return words.get(number, f"all {number:,} {several}")


def beyond(rows: Sized, most: int) -> int:
    """Return how many of some rows come after the first so many: what "and 3 more" counts."""
    return max(0, len(rows) - most)


def count_in(groups: Iterable[Sized]) -> int:
    """Return how many there are in some groups together."""
    return sum(map(len, groups))


def ago(days: int) -> str:
    """Return how many days ago something was: "today", "1 day ago", "62 days ago"."""
    return f"{counted(days, 'day')} ago" if days else "today"


def has_other_digits(text: str) -> bool:
    """Tell whether a text holds digits beside 0 to 9, such as "٣" or "²"."""
    return any(char.isdigit() and not char.isascii() for char in text)
