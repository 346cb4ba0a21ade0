"""Dates as plans give them: the words as written, how exact they are and the days they cover.

Holds Rules 8 to 12. Nothing here reads a clock: the moment is passed in as `at=`, aware.
"""

from datetime import UTC, date, datetime, time, timedelta

from irp.rules.calendar import LONDON
from irp.rules.date_parts import period_as_written
from irp.rules.date_ranges import read_span, year_wanted
from irp.rules.date_spans import (
    DATED_PRECISIONS,
    UNDATED,
    WHAT_TO_TYPE,
    PlanDate,
    Precision,
    QuarterConvention,
    UnclearDate,
    UnreadableDate,
    days_from,
    month_of,
    months_from,
    plan_date,
    printed_day,
)
from irp.rules.date_words import quarter_as_written
from irp.rules.date_writing import one_line, smoothed
from irp.rules.recurrences import Recurrence, occurrences, recurrence
from irp.rules.undated_words import (
    is_plain_ongoing,
    is_plain_tbc,
    status_named,
    undated_precision,
)

__all__ = [
    "DATED_PRECISIONS",
    "UNDATED",
    "PlanDate",
    "Precision",
    "QuarterConvention",
    "Recurrence",
    "UnreadableDate",
    "deciding_date",
    "how_read",
    "is_after_intervention",
    "is_past",
    "milestone_kind",
    "occurrences",
    "overdue_from",
    "parse_entered_date",
    "parse_plan_date",
    "plan_date",
    "printed",
    "printed_day",
    "recurrence",
    "slip_days",
]


def parse_plan_date(raw: str, *, quarters: QuarterConvention) -> PlanDate:
    """Read the words of a plan as a date, keeping them as written, in one line (Rules 8 to 12).

    Days are read day first, as in Britain. `quarters` says which quarters a bare "Q3 2026" means;
    "Q3 2026/27" is a financial quarter under either. Blank words give a date without days. Raises
    UnreadableDate, saying what to type, for words it cannot read, that could be two dates, lack a
    year or are a status, for days that do not exist and days outside 1 January 2000 to 31 December
    2100.
    """
    words = one_line(raw)
    if not words:
        return UNDATED
    text = smoothed(words)
    if span := read_span(text, quarters=quarters):
        return PlanDate(words, span.precision, span.earliest, span.latest)
    if precision := undated_precision(text, quarters=quarters):
        return PlanDate(words, precision, None, None)
    if status := status_named(text):
        raise UnclearDate(f"{status} is a status, not a date. {WHAT_TO_TYPE}")
    if year_wanted(text, quarters=quarters):
        raise UnclearDate(f"Enter the year too, as in {words.removesuffix('.')} 2026")
    raise UnreadableDate(WHAT_TO_TYPE)


def parse_entered_date(
    raw: str, *, quarters: QuarterConvention, allow_undated: bool = False
) -> PlanDate:
    """Read a date that a person typed into a form: as parse_plan_date, but it must name days.

    With `allow_undated`, "Ongoing" and "TBC" are accepted too, and every message names them.
    Raises UnreadableDate, saying what to type, for anything else, blank included.
    """
    try:
        plan_date = parse_plan_date(raw, quarters=quarters)
        undated = allow_undated and plan_date.precision in (Precision.ONGOING, Precision.TBC)
        if not (plan_date.is_dated or undated):
            raise UnreadableDate(WHAT_TO_TYPE)
    except UnreadableDate as error:
        if not allow_undated:
            raise
        raise type(error)(f"{error}, or enter Ongoing or TBC") from error
    return plan_date


def overdue_from(plan_date: PlanDate) -> datetime | None:
    """Return the first moment (UTC) at which an open item is overdue, or None if it never is.

    Rule 8: midnight in London at the start of the day after the last day, so that "Jun 2024" is
    overdue from 2024-06-30 23:00 UTC. Dates without days are never overdue (Rules 10 and 12).
    """
    if plan_date.latest is None:
        return None
    day_after = plan_date.latest + timedelta(days=1)
    return datetime.combine(day_after, time.min, tzinfo=LONDON).astimezone(UTC)


def is_past(plan_date: PlanDate, *, at: datetime) -> bool:
    """Whether the whole of the date has passed at the moment `at` (Rule 8); never if undated.

    Raises ValueError for a naive `at`, which would mean a different moment on each machine.
    """
    if at.utcoffset() is None:
        raise ValueError("The moment must have a time zone")
    moment = overdue_from(plan_date)
    return moment is not None and at >= moment


def _quarter_from_days(earliest: date, quarters: QuarterConvention) -> str:
    """Return "Q3 2026", or "Q2 2026/27" where the plan counts financial quarters."""
    number = (earliest.month + 2) // 3
    if quarters == QuarterConvention.CALENDAR:
        return f"Q{number} {earliest.year}"
    year = earliest.year - (number == 1)
    return f"Q{(number + 2) % 4 + 1} {year}/{(year + 1) % 100:02}"


def printed(plan_date: PlanDate, *, quarters: QuarterConvention) -> str:
    """Return the date for people to read: months always beside a quarter (Rule 11).

    A quarter keeps the number and year that were written, and the months are those of its stored
    days, so that a plan read anew never renames what somebody wrote: "Q2 2026 (Apr to Jun 2026)".
    Only a quarter without words is named from its days, by `quarters`. A period is its first and
    last day, beside its words where they name it otherwise: "early 2026 (1 Jan to 30 Apr 2026, its
    first third)". Recurring, relative, conditional and review dates keep their words, and so do
    those to be confirmed, "TBC" alone being written out; without words it is "No date".
    """
    raw, earliest, latest = plan_date.raw, plan_date.earliest, plan_date.latest
    if earliest is None or latest is None:
        return _printed_without_days(plan_date)
    match plan_date.precision:
        case Precision.DAY:
            return printed_day(latest)
        case Precision.MONTH:
            return month_of(latest)
        case Precision.QUARTER:
            name = quarter_as_written(raw) or _quarter_from_days(earliest, quarters)
        case Precision.YEAR:
            return str(latest.year)
        case Precision.FINANCIAL_YEAR:
            name = f"{earliest.year}/{latest.year % 100:02}"
        case Precision.PERIOD:
            return period_as_written(raw, days_from(earliest, latest))
        case _:
            name = raw.removesuffix(".")
    return f"{name} ({months_from(earliest, latest)})"


def how_read(plan_date: PlanDate, *, quarters: QuarterConvention) -> str:
    """Return how a date was read, for who typed it: "Jun 2026, by 30 Jun 2026" (Rule 8).

    Its last day stands beside what covers more than a day; "" for a blank date.
    """
    if plan_date == UNDATED:
        return ""
    wide = plan_date.latest if plan_date.precision is not Precision.DAY else None
    by = f", by {printed_day(wide)}" if wide else ""
    return printed(plan_date, quarters=quarters) + by


def _printed_without_days(plan_date: PlanDate) -> str:
    text = smoothed(plan_date.raw)
    if plan_date.precision == Precision.TBC and is_plain_tbc(text):
        return "To be confirmed"
    if plan_date.precision == Precision.ONGOING and is_plain_ongoing(text):
        return "Ongoing"
    return plan_date.raw or "No date"


def deciding_date(start: PlanDate, end: PlanDate) -> PlanDate:
    """Return the date that says when a row is due: its end, as a rule (Rules 8 and 10).

    Where the end is blank and the start names no day either ("Every 6 weeks" in the first column
    alone) it is the start; a start day alone makes nothing due.
    """
    return start if end.precision == Precision.UNDATED and not start.is_dated else end


def milestone_kind(start: PlanDate, end: PlanDate) -> str:
    """Return dated, recurring, ongoing, tbc, relative, review or undated (Rules 8 and 10).

    A conditional date ("when possible") is undated (Rule 12).
    """
    deciding = deciding_date(start, end)
    if deciding.is_dated:
        return "dated"
    if deciding.precision == Precision.CONDITIONAL:
        return Precision.UNDATED.value
    return deciding.precision.value


def slip_days(baseline: PlanDate, forecast: PlanDate) -> int | None:
    """Return the days by which the forecast's last day is after the baseline's (Rule 9).

    Negative when it is earlier; None where either names no day, which is neither late nor on
    track (Rule 10).
    """
    if baseline.latest is None or forecast.latest is None:
        return None
    return (forecast.latest - baseline.latest).days


def is_after_intervention(plan_date: PlanDate, *, ends_on: date) -> bool:
    """Whether a date shows "at or after the end of the intervention" (Rule 12).

    True when its last day is `ends_on` or later: it starts after the end, or spans it, as Q4 2028
    spans 31 October 2028. A date without days is not.
    """
    return plan_date.latest is not None and plan_date.latest >= ends_on
