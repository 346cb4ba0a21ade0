"""Read what is made of one date: a third of it, a week by its first or last day, its hour (8)."""

import re
from datetime import UTC, date, datetime, time, timedelta

from irp.rules.calendar import LONDON
from irp.rules.date_names import SEASON_STARTS
from irp.rules.date_spans import (
    WHAT_TO_TYPE,
    DateSpan,
    Precision,
    QuarterConvention,
    UnreadableDate,
)
from irp.rules.date_words import month_span, read_one, within
from irp.rules.date_writing import smoothed, year_last

_THIRDS = {
    **dict.fromkeys(("early", "beginning", "start"), 0),
    **dict.fromkeys(("mid", "middle"), 1),
    "late": 2,
}
_THIRD = re.compile(rf"(?P<third>{'|'.join(_THIRDS)})(?: in )?[ -]?(?P<whole>.+)")
_THIRD_NAMED = re.compile(rf"\b(?:{'|'.join(_THIRDS)})\b")
_NAMED = re.compile(
    rf"\b(?:{'|'.join(_THIRDS)}|{'|'.join(SEASON_STARTS)}|w/?[cbe]|week|half|quarter|qtr)\b|"
    r"(?<![a-z])[qh] ?[1-4]\b|(?<![\d/])(?:\d{4}|\d{2})/(?:\d{4}|\d{2})(?![\d/])"
)
_WHICH_THIRD = ("first", "middle", "last")
_WEEK = re.compile(
    r"(?:(?P<first>w/?[cb]|week (?:commencing|beginning|starting))|w/?e|week ending)\.? (?P<day>.+)"
)
_TIMED = re.compile(
    r"(?P<day>.+?)(?: at |t|,? )(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d{1,9})?)?"
    r"(?: ?(?P<half>[ap])\.?m)?(?P<zone> ?(?:z|utc|gmt)| ?[+-]\d{2}:?\d{2})?"
)


def read_part(text: str, quarters: QuarterConvention) -> DateSpan | None:
    """Return the days of one date, or of what is made of one; None where the words are none.

    `text` is as `date_text` gives it. "Early", "mid" and "late" are thirds: ten days of a month
    (the last third has what is left), whole months of what is longer. A week has seven days. The
    hour of a spreadsheet's cell is read and left out. Raises what `read_one` raises.
    """
    text = year_last(text)
    if match := _THIRD.fullmatch(text):
        whole = read_one(match["whole"], quarters)
        return _third(whole, _THIRDS[match["third"]]) if whole else None
    if match := _WEEK.fullmatch(text):
        day = read_one(match["day"], quarters)
        return _week(day, begins=bool(match["first"])) if day else None
    if match := _TIMED.fullmatch(text):
        day = read_one(match["day"], quarters)
        return _timed(day, match) if day else None
    return read_one(text, quarters)


def period_as_written(raw: str, days: str) -> str:
    """Return how a period is printed: its days, beside words that name it otherwise (Rule 8).

    "1 April to 30 June 2026" is its days alone; a half-year, a quarter, a week and a third keep
    their words, and thirds say so.
    """
    text = smoothed(raw)
    if not _NAMED.search(text):
        return days
    thirds = _THIRD_NAMED.findall(text)
    note = f", its {_WHICH_THIRD[_THIRDS[thirds[0]]]} third" if len(thirds) == 1 else ""
    note = ", counted in thirds" if len(thirds) > 1 else note
    return f"{raw.removesuffix('.')} ({days}{note})"


def _third(whole: DateSpan, third: int) -> DateSpan | None:
    """Return a third of a month or of whole months; None of a day, which has none."""
    first, last = whole.earliest, whole.latest
    if whole.precision is Precision.MONTH:
        begins = first.replace(day=10 * third + 1)
        ends = last if third == 2 else first.replace(day=10 * third + 10)
        return DateSpan(Precision.PERIOD, begins, ends)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if whole.precision is Precision.DAY or count % 3:
        return None
    years_on, index = divmod(first.month - 1 + third * count // 3, 12)
    return month_span(Precision.PERIOD, first.year + years_on, index + 1, count // 3)


def _week(day: DateSpan, *, begins: bool) -> DateSpan | None:
    if day.precision is not Precision.DAY:
        return None
    six = timedelta(days=6)
    first = day.earliest if begins else day.earliest - six
    return within(DateSpan(Precision.PERIOD, first, first + six))


def _timed(day: DateSpan, match: re.Match[str]) -> DateSpan | None:
    """Return the day of a moment: in London, where the words name a zone."""
    if day.precision is not Precision.DAY:
        return None
    hour, half = int(match["hour"]), match["half"]
    if half:
        hour = hour % 12 + 12 * (half == "p") if 0 < hour < 13 else 24
    try:
        clock = time(hour, int(match["minute"]))
    except ValueError as error:
        raise UnreadableDate(WHAT_TO_TYPE) from error
    zone = (match["zone"] or "").strip()
    if not zone:
        return day
    on = _london_day(day.earliest, clock, zone)
    return within(DateSpan(Precision.DAY, on, on))


def _london_day(on: date, clock: time, zone: str) -> date:
    moment = datetime.combine(on, clock, tzinfo=UTC)
    if zone[0] in "+-":
        ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment -= ahead if zone[0] == "+" else -ahead
    return moment.astimezone(LONDON).date()
