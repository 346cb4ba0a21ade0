"""Read the dated words of a plan ("Jun 2024", "Q3 2026") as the days they cover (Rule 8).

Written here rather than left to a date parser: general parsers guess at what they cannot read,
fill in missing parts with today's, and know neither British quarters nor financial years.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from irp.rules.date_spans import (
    EARLIEST_ON,
    LATEST_ON,
    MONTHS,
    NO_SUCH_DAY,
    NOT_A_FINANCIAL_YEAR,
    OUT_OF_RANGE,
    DateSpan,
    NoSuchDate,
    Precision,
    QuarterConvention,
    UnreadableDate,
    printed_month,
)

# "Sept" stands beside the three letters and the whole name because both plans and people write it.
_MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_YEAR = r"(?P<year>\d{4}|\d{2})"
# After a bare year, 01 to 12 may mean a month ("2026-06", "11/12"): left unread, not guessed at.
_NO_MONTH = r"(?!0[1-9]|1[0-2])\d{2}"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
# Two digits name the year of a quarter only with the year after them: "Q1 24/25".
_QUARTER = (
    r"q(?P<quarter>[1-4]) (?:fy ?(?=\d+[/-]))?(?P<year>\d{4}|\d{2}(?=[/-]))"
    r"(?:[/-](?P<next>\d{4}|\d{2}))?"
)

# "By June 2026" and "end of June 2026" are due when June 2026 is: at the end of its last day.
_BY = re.compile(r"(?:by )?(?:(?:the )?end (?:of )?)?")
_WEEKDAY = re.compile(
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,? "
)


def _year(text: str) -> int:
    """Return the year, two digits meaning this century; refuse one outside 2000 to 2100."""
    year = _full_year(text)
    if not EARLIEST_ON.year <= year <= LATEST_ON.year:
        raise NoSuchDate(OUT_OF_RANGE)
    return year


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


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


def _ending(day: int) -> str:
    """Return the letters after a day: 1st, 2nd, 3rd, 11th, 22nd."""
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _day(match: re.Match[str]) -> date:
    """Return the day of a match, of any year; refuse 31 June and 1rd June."""
    month, day = match["month"], int(match["day"])
    ending = match.groupdict().get("ending")
    try:
        found = date(
            _full_year(match["year"]),
            int(month) if month.isdigit() else _MONTH_NUMBERS[month],
            day,
        )
    except ValueError as error:
        raise NoSuchDate(NO_SUCH_DAY) from error
    if ending not in (None, _ending(day)):
        raise NoSuchDate(NO_SUCH_DAY)
    return found


def _read_day(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    _year(match["year"])
    day = _day(match)
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
_DAYS = (
    rf"(?P<day>\d{{1,2}})(?P<gap>[/.-])(?P<month>\d{{1,2}})(?P=gap){_YEAR}",
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    rf"(?P<day>\d{{1,2}})(?P<ending>st|nd|rd|th)?(?P<gap>[ -]){_MONTH},?(?P=gap){_YEAR}",
)
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        *((pattern, _read_day) for pattern in _DAYS),
        (rf"{_MONTH},?[ -]{_YEAR}", _read_month),
        (_QUARTER, _read_quarter),
        (rf"(?P<season>{'|'.join(_SEASON_STARTS)}) {_YEAR}", _read_season),
        (rf"fy ?{_YEAR}[/-](?P<next>\d{{4}}|\d{{2}})", _read_financial_year),
        (r"(?P<year>\d{4})/(?P<next>\d{4}|\d{2})", _read_financial_year),
        (rf"(?P<year>\d{{4}})-(?P<next>\d{{4}}|{_NO_MONTH})", _read_financial_year),
        (rf"(?P<year>\d{{2}})[/-](?P<next>{_NO_MONTH})", _read_financial_year),
        (r"(?P<year>\d{4})", _read_year),
    )
)
_DAY_WITHIN = tuple(re.compile(rf"(?<!\d){pattern}(?!\d)") for pattern in _DAYS)
_QUARTER_WITHIN = re.compile(rf"\b{_QUARTER}(?!\d)")


def read_span(text: str, *, quarters: QuarterConvention) -> DateSpan | None:
    """Return the days that dated words cover, or None where they are not a date (Rules 8 and 11).

    `text` is one line of ASCII in lower case with single spaces. Seasons are whole months: spring
    March to May, summer June to August, autumn September to November, winter December to February
    of the next year. "By" and "end of" change nothing: a month is due at the end of its last day.
    Raises UnreadableDate for a day that does not exist or is no such weekday, two years that are
    no financial year, and days outside 1 January 2000 to 31 December 2100.
    """
    text = _BY.sub("", text, count=1)
    weekday = _WEEKDAY.match(text)
    span = _span(text[weekday.end() :] if weekday else text, quarters)
    if span is None or weekday is None:
        return span
    if span.precision is not Precision.DAY:
        return None
    day, falls_on = span.earliest, _WEEKDAYS[span.earliest.weekday()]
    if falls_on[:3] != weekday["weekday"][:3]:
        said = f"{day.day} {printed_month(day)} is a {falls_on.capitalize()}"
        raise NoSuchDate(f"That day does not exist: {said}")
    return span


def _span(text: str, quarters: QuarterConvention) -> DateSpan | None:
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(text):
            span = reader(match, quarters)
            if span.latest > LATEST_ON:
                raise NoSuchDate(OUT_OF_RANGE)
            return span
    return None


def refuse_days_that_do_not_exist(text: str) -> None:
    """Raise UnreadableDate where words that are no date name one that cannot be (Rule 8).

    `text` is as for `read_span`: "subject to the vote of 31/06/2026". A day of any year will do.
    """
    for pattern in _DAY_WITHIN:
        for match in pattern.finditer(text):
            _day(match)


def quarter_as_written(text: str) -> str:
    """Return the quarter that the words name, as "Q2 2026" or "Q2 2026/27"; "" for none (Rule 11).

    Number and year are those written, whichever quarters a plan is said to count today.
    """
    match = _QUARTER_WITHIN.search(" ".join(text.casefold().split()))
    if match is None:
        return ""
    year = _full_year(match["year"])
    financial = f"/{(year + 1) % 100:02}" if match["next"] else ""
    return f"Q{match['quarter']} {year}{financial}"
