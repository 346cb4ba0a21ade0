"""Read the words of one date ("Jun 2024", "Q3 2026") as the days they cover (Rule 8).

Written here rather than left to a date parser: general parsers guess at what they cannot read,
fill in missing parts with today's, and know neither British quarters nor financial years.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from irp.rules.date_names import (
    MONTH,
    MONTH_NUMBERS,
    SEASON,
    SEASON_STARTS,
    WEEKDAY,
    WEEKDAYS,
)
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
    UnclearDate,
    UnreadableDate,
    printed_month,
)
from irp.rules.date_writing import date_text, smoothed
from irp.rules.date_years import (
    ANY_YEAR,
    BARE_PAIRS,
    NO_DAY,
    PAIR,
    SURE_YEAR,
    financial_year_start,
    full_year,
    unclear_month,
    unclear_numbers,
    year_of,
)

_QUARTER = rf"q(?P<part>[1-4])(?:[ /-]|(?=fy|'))(?:(?:fy)?{PAIR}|(?P<alone>\d{{4}}|'\d{{2}}))"
_HALF = _QUARTER.replace("q(?P<part>[1-4])", "h(?P<part>[12])")


def month_span(precision: Precision, year: int, month: int, count: int) -> DateSpan:
    """Return the span of `count` whole months that begins with the given one."""
    years_on, last_index = divmod(month - 1 + count - 1, 12)
    last_year, last_month = year + years_on, last_index + 1
    last_day = monthrange(last_year, last_month)[1]
    return DateSpan(precision, date(year, month, 1), date(last_year, last_month, last_day))


def within(span: DateSpan) -> DateSpan:
    """Return the span; refuse one with days outside 2000 to 2100."""
    if span.earliest < EARLIEST_ON or span.latest > LATEST_ON:
        raise NoSuchDate(OUT_OF_RANGE)
    return span


def _ending(day: int) -> str:
    """Return the letters after a day: 1st, 2nd, 3rd, 11th, 22nd."""
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _day(match: re.Match[str]) -> date:
    """Return the day of a match, of any year; refuse 31 June and 1rd June."""
    month, day = match["month"], int(match["day"])
    ending = match.groupdict().get("ending")
    try:
        found = date(
            full_year(match["year"]),
            int(month) if month.isdigit() else MONTH_NUMBERS[month],
            day,
        )
    except ValueError as error:
        raise NoSuchDate(NO_SUCH_DAY) from error
    if ending not in (None, _ending(day)):
        raise NoSuchDate(NO_SUCH_DAY)
    return found


def _read_day(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    year_of(match["year"])
    day = _day(match)
    return DateSpan(Precision.DAY, day, day)


def _unclear_day(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    raise unclear_numbers(match["day"], match["month"], match["year"])


def _read_month(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return month_span(Precision.MONTH, year_of(match["year"]), MONTH_NUMBERS[match["month"]], 1)


def _read_numbered_month(match: re.Match[str], quarters: QuarterConvention) -> DateSpan | None:
    month = int(match["month"])
    return month_span(Precision.MONTH, year_of(match["year"]), month, 1) if 0 < month < 13 else None


def _month_of_two_digits(match: re.Match[str], quarters: QuarterConvention) -> DateSpan | None:
    month, digits = int(match["month"]), match["year"]
    if int(digits) == month + 1:
        return None  # "12/13" is a financial year
    raise UnclearDate(f"Enter the year in full, such as {MONTHS[month - 1]} {full_year(digits)}")


def _unclear_month(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    raise unclear_month(MONTH_NUMBERS[match["month"]], match["year"])


def _parts(match: re.Match[str], quarters: QuarterConvention, precision: Precision) -> DateSpan:
    """Return a quarter or a half-year, counted as the plan counts its quarters (Rule 11)."""
    count = 3 if precision is Precision.QUARTER else 6
    if match["next"]:
        quarters, year = QuarterConvention.FINANCIAL, financial_year_start(match)
    else:
        year = year_of(match["alone"])
    month = count * (int(match["part"]) - 1) + 1
    if quarters == QuarterConvention.FINANCIAL:
        # April to June is the first quarter; January to March, the fourth, falls in the next year.
        year, month = (year, month + 3) if month < 10 else (year + 1, 1)
    return month_span(precision, year, month, count)


def _read_quarter(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return _parts(match, quarters, Precision.QUARTER)


def _read_half(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return _parts(match, quarters, Precision.PERIOD)


def _read_season(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    month = SEASON_STARTS[match["season"]]
    return month_span(Precision.SEASON, year_of(match["year"]), month, 3)


def _read_winter(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return month_span(Precision.SEASON, financial_year_start(match), SEASON_STARTS["winter"], 3)


def _read_financial_year(match: re.Match[str], quarters: QuarterConvention) -> DateSpan | None:
    first, last = match["year"], match["next"]
    if "-" in match[0] and len(first) == len(last) == 4 and int(first) + 1 < int(last):
        return None  # "2025-2027" is a range of years
    return month_span(Precision.FINANCIAL_YEAR, financial_year_start(match), 4, 12)


def _which_financial_year(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    raise UnreadableDate(NOT_A_FINANCIAL_YEAR)


def _read_year(match: re.Match[str], quarters: QuarterConvention) -> DateSpan:
    return month_span(Precision.YEAR, year_of(match["year"]), 1, 12)


_Reader = Callable[[re.Match[str], QuarterConvention], DateSpan | None]
_DAYS = (
    r"(?P<day>\d{1,2})(?P<gap>[/. -])(?P<month>\d{1,2})(?P=gap)(?P<year>\d{4})",
    r"(?P<day>\d{1,2})(?P<gap>[/.])(?P<month>\d{1,2})(?P=gap)(?P<year>'?\d{2})",
    r"(?P<year>\d{4})(?P<gap>[/.-])(?P<month>\d{2})(?P=gap)(?P<day>\d{2})",
    rf"(?P<day>\d{{1,2}})(?P<ending>st|nd|rd|th)?(?P<gap>[ /-]?){MONTH},?(?P=gap){ANY_YEAR}",
    rf"{MONTH} ?(?P<day>\d{{1,2}})(?P<ending>st|nd|rd|th)?,? {SURE_YEAR}",
)
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        *((pattern, _read_day) for pattern in _DAYS),
        (r"(?P<day>\d{1,2})([ -])(?P<month>\d{1,2})\2(?P<year>\d{2})", _unclear_day),
        (rf"{MONTH},?[ /-]?{SURE_YEAR}", _read_month),
        (rf"{MONTH},?[ /-]?(?P<year>{NO_DAY})", _read_month),
        (rf"{MONTH},?[ /-]?(?P<year>\d{{2}})", _unclear_month),
        (r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})", _read_numbered_month),
        (r"(?P<month>0?[1-9]|1[0-2])/(?P<year>1[3-9]|[2-9]\d)", _month_of_two_digits),
        (_QUARTER, _read_quarter),
        (_HALF, _read_half),
        (rf"{SEASON}[ -]?{ANY_YEAR}", _read_season),
        (rf"winter {PAIR}", _read_winter),
        (rf"fy{PAIR}", _read_financial_year),
        *((pattern, _read_financial_year) for pattern in BARE_PAIRS),
        (r"(?:[qh]\d ?)?fy'?\d+", _which_financial_year),
        (rf"(?:calendar year )?{SURE_YEAR}", _read_year),
    )
)
_DAY_WITHIN = tuple(re.compile(rf"(?<!\d){pattern}(?!\d)") for pattern in _DAYS)
_QUARTER_WITHIN = re.compile(r"(?<![a-z])q([1-4])(?!\d)")
_YEARS_WITHIN = re.compile(rf"(?:(?<!\d)|(?='))(?:{PAIR}|(?P<alone>\d{{4}}|'\d{{2}}))(?!\d)")


def read_one(text: str, quarters: QuarterConvention) -> DateSpan | None:
    """Return the days that one date covers, or None where the words are none (Rules 8 and 11).

    `text` is as `date_text` gives it. Seasons are whole months: spring March to May, summer June
    to August, autumn September to November, winter December to February of the next year. Raises
    UnreadableDate for a day that does not exist or is no such weekday, two years that are no
    financial year, two digits that could be a day or a year, and days outside 1 January 2000 to
    31 December 2100.
    """
    weekday = WEEKDAY.match(text)
    span = _span_of(text[weekday.end() :] if weekday else text, quarters)
    if span is None or weekday is None:
        return span
    if span.precision is not Precision.DAY:
        return None
    day, falls_on = span.earliest, WEEKDAYS[span.earliest.weekday()]
    if falls_on[:3] != weekday["weekday"][:3]:
        actual = f"{day.day} {printed_month(day)} is a {falls_on.capitalize()}"
        raise NoSuchDate(f"That day does not exist: {actual}")
    return span


def _span_of(text: str, quarters: QuarterConvention) -> DateSpan | None:
    for pattern, reader in _READERS:
        match = pattern.fullmatch(text)
        if match and (span := reader(match, quarters)):
            return within(span)
    return None


def refuse_days_that_do_not_exist(text: str) -> None:
    """Raise UnreadableDate where words that are no date name one that cannot be (Rule 8).

    `text` is plain words: "subject to the vote of 31/06/2026". A day of any year will do.
    """
    for pattern in _DAY_WITHIN:
        for match in pattern.finditer(text):
            _day(match)


def quarter_as_written(raw: str) -> str:
    """Return the quarter that words name, as "Q2 2026" or "Q2 2026/27"; "" for none (Rule 11).

    Number and year are those written, whichever quarters a plan is said to count today.
    """
    text = date_text(smoothed(raw))
    part, years = _QUARTER_WITHIN.search(text), _YEARS_WITHIN.search(text)
    if part is None or years is None:
        return ""
    year = full_year(years["year"] or years["alone"])
    financial = f"/{(year + 1) % 100:02}" if years["next"] else ""
    return f"Q{part[1]} {year}{financial}"
