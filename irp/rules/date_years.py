"""Years as they are written with dates: in full, of two digits where nothing else can be meant.

Two digits after the name of a month, or in a row of hyphens, may be a day as well as a year: who
writes so is asked. After an apostrophe, in a pair of years, after a season, or after both day and
month, they are a year.
"""

import re
from datetime import date

from irp.rules.date_spans import (
    EARLIEST_ON,
    LATEST_ON,
    MONTHS,
    NO_SUCH_DAY,
    NOT_A_FINANCIAL_YEAR,
    OUT_OF_RANGE,
    NoSuchDate,
    UnclearDate,
    UnreadableDate,
    printed_month,
)

SURE_YEAR = r"(?P<year>\d{4}|'\d{2})"
ANY_YEAR = r"(?P<year>\d{4}|'?\d{2})"
# No month has 32 days or more.
NO_DAY = r"(?:3[2-9]|[4-9]\d)"
PAIR = r"(?P<year>\d{4}|'?\d{2})[/-](?P<next>\d{4}|'?\d{2})"
# After a bare year, 01 to 12 may mean a month ("2026-06", "11/12"): left unread, not guessed at.
_NO_MONTH = r"(?!0[1-9]|1[0-2])'?\d{2}"
BARE_PAIRS = (
    r"(?P<year>\d{4})/(?P<next>\d{4}|'?\d{2})",
    rf"(?P<year>\d{{4}})-(?P<next>\d{{4}}|{_NO_MONTH})",
    rf"(?P<year>'?\d{{2}})[/-](?P<next>{_NO_MONTH})",
)


def full_year(text: str) -> int:
    """Return the year of four digits, or of two, which mean this century."""
    digits = text.removeprefix("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def year_of(text: str) -> int:
    """Return the year; refuse one outside 2000 to 2100."""
    year = full_year(text)
    if not EARLIEST_ON.year <= year <= LATEST_ON.year:
        raise NoSuchDate(OUT_OF_RANGE)
    return year


def financial_year_start(match: re.Match[str]) -> int:
    """Return the year in which "2026/27" begins; refuse "2026/28"."""
    year = year_of(match["year"])
    if match["next"].removeprefix("'") not in (f"{(year + 1) % 100:02}", str(year + 1)):
        raise UnreadableDate(NOT_A_FINANCIAL_YEAR)
    return year


def unclear_month(month: int, digits: str) -> UnclearDate:
    """Return the refusal of "March 31", naming both dates that could be meant."""
    name, day = MONTHS[month - 1], int(digits)
    year = f"{name} {full_year(digits)}"
    try:
        date(2000, month, day)
    except ValueError:
        return UnclearDate(f"Enter the year in full, such as {year}")
    both = f"{day} {name} with its year, or {year}"
    return UnclearDate(f"{digits} could be a day or a year. Enter {both}")


def unclear_numbers(first: str, month: str, last: str) -> UnreadableDate:
    """Return the refusal of "26-03-31", naming the dates that could be meant."""
    both = []
    for day, year in ((first, last), (last, first)):
        try:
            found = date(full_year(f"{int(year):02}"), int(month), int(day))
        except ValueError:
            continue
        both.append(f"{found.day} {printed_month(found)}")
    if not both:
        return NoSuchDate(NO_SUCH_DAY)
    words = "-".join((first, month, last))
    if len(set(both)) == 1:
        return UnclearDate(f"Enter the year of {words} in full, as in 30/06/2026")
    return UnclearDate(f"{words} could be {both[0]} or {both[1]}. Enter one of them in full")
