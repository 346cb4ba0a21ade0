"""Financial years, by the calendar year in which each begins: 2026 is 2026/27 (Rule 11)."""

import re
from datetime import date

from irp.rules.measuring import Measured

YEAR = re.compile(r"(20[0-9]{2})\s?[/-]\s?(?:20)?([0-9]{2})", re.ASCII)
WHICH_YEAR = "Enter a financial year such as 2026/27"


def financial_year(day: date) -> int:
    """Return the financial year of a day by its first calendar year: 31 March 2027 is of 2026."""
    return day.year if day.month >= 4 else day.year - 1


def year_words(year: int) -> str:
    """Return a financial year as people write it: "2026/27"."""
    return f"{year}/{(year + 1) % 100:02}"


def year_read(text: str) -> int | None:
    """Return the financial year that a text names: "2026/27", "2026-27"; None for anything else."""
    found = YEAR.fullmatch(text.strip())
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return int(found[1])


def year_is_over(year: int, *, measured: Measured) -> bool:
    """Tell whether a financial year is over: at the end of its last day, not on it (Rule 14)."""
    return measured.has_passed(year_ends_on(year))


def year_ends_on(year: int) -> date:
    """Return the last day of a financial year: of 2026, 31 March 2027."""
    return date(year + 1, 3, 31)
