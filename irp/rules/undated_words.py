"""Read the words of a plan that name no day (Rules 10 and 12), and tell a status from a date."""

import re

from irp.rules.date_ranges import read_span, year_wanted
from irp.rules.date_spans import Precision, QuarterConvention, UnclearDate
from irp.rules.date_words import refuse_days_that_do_not_exist
from irp.rules.recurrences import recurrence, review_words

_ONGOING = frozenset({"ongoing", "on-going", "on going", "present"})
_SINCE = re.compile(
    r"(?:ongoing|on-going|on going),? (?:from|since|starting|commencing) (?P<since>.+)|"
    r"(?:from )?(?P<onwards>.+?)(?: onwards?|,? (?:to|until) (?:present|ongoing)| ?- ?ongoing)"
)
_TBC = re.compile(r"t\.?b\.?[acd]\.?")
_WHICH_DATE = (
    r"(?:(?:start|end|completion|delivery|target|due|finish|implementation|final) )?"
    r"(?:dates?|timescales?|timetable|deadline) "
)
_TO_BE_CONFIRMED = re.compile(
    rf"(?:the )?(?:{_WHICH_DATE})?(?:is |are )?(?:still )?(?:t\.?b\.?[acd]\.?|"
    r"to be (?:confirmed|agreed|determined|decided|advised|announced|set|scheduled|finalised)|"
    r"not yet (?:confirmed|agreed|determined|decided|known|set))"
)
_NUMBER = r"(?:[1-9][0-9]{0,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_YEARS_OF_PLAN = re.compile(r"years? [1-9][0-9]?(?:(?: ?[&,-] ?| and | to | or )[1-9][0-9]?)*")
_WITHIN = re.compile(
    rf"(?:within |up to )?{_NUMBER} (?:working |calendar |clear )?(?:day|week|month|year)s?'? "
    r"(?:of|after|from|following|before|prior to|post)[ -](?P<event>.+)|"
    rf"within {_NUMBER} (?:working |calendar |clear )?(?:day|week|month|year)s?"
)
_CONDITIONAL = re.compile(
    r"(?:when|subject to) .+|(?:once|following|after|upon|on completion of|pending|"
    r"depend(?:ent|ing) (?:up)?on) (?P<event>.+)|as soon as (?:.+)"
)
# The longest first: "not started" is not "started".
_STATUSES = (
    "not yet started", "business as usual", "behind schedule", "ahead of schedule", "not started",
    "in progress", "under way", "de-scoped", "on track", "off track", "on hold", "at risk",
    "completed", "complete", "delivered", "achieved", "finished", "cancelled", "withdrawn",
    "discontinued", "implemented", "superseded", "suspended", "postponed", "descoped", "deferred",
    "underway", "stopped",
    "delayed", "overdue", "started", "slipped", "closed", "paused", "amber", "green", "done",
    "red", "bau",
)  # fmt: skip
_STATUS = re.compile(rf"(?<![\w-])(?:{'|'.join(_STATUSES)})(?![\w-])")
_NAMES_A_DAY = "Enter the day itself, such as 30 June 2026"


def undated_precision(text: str, *, quarters: QuarterConvention) -> Precision | None:
    """Return the precision of words that name no day, or None where they are not understood.

    `text` is plain words. Raises UnreadableDate for a condition that names a day that does not
    exist, and for a date counted from another: its own day can be entered.
    """
    if text in _ONGOING or _begun(text, quarters):
        return Precision.ONGOING
    if _TO_BE_CONFIRMED.fullmatch(text):
        return Precision.TBC
    if recurrence(text):
        return Precision.REVIEW if review_words(text) else Precision.RECURRING
    if _YEARS_OF_PLAN.fullmatch(text):
        return Precision.RELATIVE
    for pattern, precision in (
        (_WITHIN, Precision.RELATIVE),
        (_CONDITIONAL, Precision.CONDITIONAL),
    ):
        if match := pattern.fullmatch(text):
            event = match["event"] or ""
            if read_span(event, quarters=quarters) or year_wanted(event, quarters=quarters):
                raise UnclearDate(_NAMES_A_DAY)
            refuse_days_that_do_not_exist(text)
            return precision
    return None


def _begun(text: str, quarters: QuarterConvention) -> bool:
    """Tell whether words say that something goes on from a date: "ongoing from April 2025"."""
    match = _SINCE.fullmatch(text)
    since = match and (match["since"] or match["onwards"])
    return bool(since and read_span(since, quarters=quarters))


def is_plain_ongoing(text: str) -> bool:
    """Tell whether plain words say "ongoing" and no date from which."""
    return _SINCE.fullmatch(text) is None


def is_plain_tbc(text: str) -> bool:
    """Tell whether plain words are the letters alone: "TBC", "T.B.A."."""
    return _TBC.fullmatch(text) is not None


def status_named(text: str) -> str:
    """Return the status that plain words name: "Complete" of "complete - bau"; "" for none."""
    found = _STATUS.search(text)
    if found is None:
        return ""
    return "BAU" if found[0] == "bau" else found[0].capitalize()
