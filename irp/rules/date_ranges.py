"""Read a date, or a range of two, with the words before it (Rule 8): "by", "from", "between"."""

import re
from collections.abc import Iterator
from datetime import timedelta

from irp.rules.date_names import MONTH_NUMBERS, SEASON_STARTS, WEEKDAY
from irp.rules.date_parts import read_part
from irp.rules.date_spans import (
    ENDS_FIRST,
    ONE_DATE,
    DateSpan,
    Precision,
    QuarterConvention,
    UnclearDate,
    UnreadableDate,
)
from irp.rules.date_writing import date_text

# "By June 2026" and "end of June 2026" are due when June 2026 is: at the end of its last day.
_DUE = (
    r"(?:(?:(?:ongoing )?until|till?|up to|ongoing to|(?:by )?no later than|(?:by )?not later than|"
    r"due(?: by| on| in)?|by|on or before|on|in|during) )?"
)
_END = r"(?:(?:month|(?:financial )?year)[ -]end |end[ -])?"
_BY = re.compile(_DUE + _END)
_ENDS = re.compile(_END)
_FROM = re.compile(r"(?:from |(?P<between>between )|by |during |in |on )?")
_BETWEEN = re.compile(r" (to|until|till|through|and|or|&) | ?([/&-]) ?")
# Both dates of these are meant, or either of them: only what lies next to each other is a range.
_NEIGHBOURS = frozenset({"and", "or", "&", "/"})
_BEGINS = re.compile(
    r"\d|'|[qh][1-4]|fy|early|beginning|start|mid|late|w/?[cbe]|week |"
    + "|".join((*MONTH_NUMBERS, *SEASON_STARTS))
)
_IN_BRACKETS = re.compile(r"(?P<said>[^()]+?) ?\((?P<again>[^()]+)\)(?P<rest>[^()]*)")
_THIRDS_SAID = re.compile(r", (?:its \w+ third|counted in thirds)$")
_ANOTHER_YEAR = " 2028"  # a leap year: 29 February is a day


def read_span(text: str, *, quarters: QuarterConvention) -> DateSpan | None:
    """Return the days that dated words cover, or None where they are not a date (Rules 8 and 11).

    `text` is plain words. "By", "until" and "end of" change nothing: a month is due at the end of
    its last day. A range, of precision `period`, keeps the first day of its first date and the
    last of its last; what one of them lacks is taken from the other: "3 to 7 June 2026". Raises
    what `read_one` raises, and for a range that ends before it begins.
    """
    if match := _IN_BRACKETS.fullmatch(text):
        return _said_twice(match, quarters)
    text = date_text(text)
    by = _BY.match(text)
    return read_part(text[by.end() :] if by else text, quarters) or _range(text, quarters)


def _said_twice(match: re.Match[str], quarters: QuarterConvention) -> DateSpan | None:
    """Return the days of "Q3 2026 (Jul to Sep 2026)", which pages print, or "2026 (Q3)".

    Raises UnclearDate where the words in brackets are another date.
    """
    opening, again, rest = match.groups()
    span = read_span(opening + rest, quarters=quarters)
    if span is None:
        return read_span(f"{opening} {again}{rest}", quarters=quarters)
    again = _THIRDS_SAID.sub("", again)
    years = ("", f" {span.earliest.year}", f" {span.latest.year}")
    read = [found for year in years if (found := read_span(again + year, quarters=quarters))]
    if any((found.earliest, found.latest) == (span.earliest, span.latest) for found in read):
        return span
    whole = read_span(f"{opening} {again}{rest}", quarters=quarters)
    if read and whole is None:
        raise UnclearDate(ONE_DATE)
    return whole


def year_wanted(text: str, *, quarters: QuarterConvention) -> bool:
    """Tell whether plain words are a date but for their year: "30 June", "Q3"."""
    text = date_text(text)
    by = _BY.match(text)
    rest = text[by.end() :] if by else text
    weekday = WEEKDAY.match(rest)
    rest = rest[weekday.end() :] if weekday else rest
    if not _BEGINS.match(rest):
        return False
    try:
        return read_span(rest + _ANOTHER_YEAR, quarters=quarters) is not None
    except UnreadableDate:
        return False


def _range(text: str, quarters: QuarterConvention) -> DateSpan | None:
    lead = _FROM.match(text)
    text = text[lead.end() :] if lead else text
    weekday = WEEKDAY.match(text)
    if not _BEGINS.match(text[weekday.end() :] if weekday else text):
        return None
    for between in _BETWEEN.finditer(text):
        first, last = text[: between.start()], text[between.end() :]
        ends = _ENDS.match(last)
        end = read_part(last[ends.end() :] if ends else last, quarters)
        start = _first(first, last, end, quarters) if end else None
        if start and end:
            joined_by = "to" if lead and lead["between"] else between[1] or between[2]
            return _joined(start, end, by=joined_by)
    return None


def _first(words: str, last: str, end: DateSpan, quarters: QuarterConvention) -> DateSpan | None:
    """Return the first date of a range, completed from the last one where it lacks something.

    "June 30" alone could be a month of 2030; before "July 5 2026" it is a day, as that is.
    """
    try:
        start = read_part(words, quarters)
    except UnclearDate:
        if end.precision is not Precision.DAY:
            raise
        start = None
    if start:
        return start
    for whole in _completed(words, last):
        start = read_part(whole, quarters)
        if start:
            return start
    return None


def _completed(words: str, last: str) -> Iterator[str]:
    """Yield the words with what follows in the last date: "3" of "7 June 2026" is "3 June 2026"."""
    for gap in " /.":
        parts = last.split(gap)
        if gap == " " or len(parts) == len(("day", "month", "year")):
            for place in range(1, len(parts)):
                yield gap.join((words, *parts[place:]))


def _joined(start: DateSpan, end: DateSpan, *, by: str) -> DateSpan:
    if (start.earliest, start.latest) == (end.earliest, end.latest):
        return end
    if start.earliest > end.earliest or start.latest > end.latest:
        raise UnclearDate(ENDS_FIRST)
    if by in _NEIGHBOURS and start.latest + timedelta(days=1) < end.earliest:
        raise UnclearDate(ONE_DATE)
    return DateSpan(Precision.PERIOD, start.earliest, end.latest)
