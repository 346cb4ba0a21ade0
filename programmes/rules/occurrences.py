"""When a recurring row falls due, and what may be reported of each occurrence (Rules 8 and 10)."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from irp.rules.date_spans import EARLIEST_ON, for_example, printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, Precision, Recurrence, occurrences, recurrence
from programmes.facts.occurrences import DueKey
from programmes.words import Turn

AHEAD = timedelta(days=800)
NEXT = 4  # occurrences shown


def how_often(*, kind: str, start: PlanDate, end: PlanDate) -> Recurrence | None:
    """Return how often a recurring or reviewed row comes round; None for any other (Rule 10)."""
    if kind not in {"recurring", "review"}:
        return None
    return recurrence(end.raw) or recurrence(start.raw)


def wants_first(often: Recurrence | None, *, start: PlanDate) -> bool:
    """Tell whether the plan gives no first date to count from: then the RDL sets it (Rule 10)."""
    return often is not None and often.month is None and start.latest is None


@lru_cache(maxsize=2000)  # every page of a day asks it of the same rows
def due_days(
    often: Recurrence | None, *, start: PlanDate, first_on: date | None, until: date
) -> tuple[date, ...]:
    """Return every due day up to `until`, the first one on, counted from the plan's first date.

    That is the last day of the start, or `first_on` where the plan gives none. What comes round by
    months from a start that names a month is due by each month's end. What names its day in the
    year needs no start. Without a first date there are none.
    """
    if often is None:
        return ()
    if often.month:
        first = start.earliest or first_on or EARLIEST_ON
        return tuple(occurrences(often, start=first, until=until))
    if start.earliest is None or start.latest is None:
        return tuple(occurrences(often, start=first_on, until=until)) if first_on else ()
    if start.precision is Precision.MONTH and often.unit != "week":
        firsts = occurrences(often, start=start.earliest, until=until)
        ends = (day.replace(day=monthrange(day.year, day.month)[1]) for day in firsts)
        return tuple(day for day in ends if day <= until)
    return tuple(occurrences(often, start=start.latest, until=until))


def next_occurrences(
    often: Recurrence | None, *, start: PlanDate, on: date, first_on: date | None = None
) -> tuple[date, ...]:
    """Return the next due days from a day on."""
    return coming(due_days(often, start=start, first_on=first_on, until=on + AHEAD), on=on)


def coming(days: Iterable[date], *, on: date) -> tuple[date, ...]:
    """Return the next of some due days from a day on; they reach so far `AHEAD` of it."""
    return tuple(day for day in days if day >= on)[:NEXT]


def known_turn(turn: Turn | None, *, done_on: date | None, measured: Measured) -> Turn | None:
    """Return what had become of an occurrence by the measured day (Rule 14).

    One held after that day is not known yet: due on 30 November and held on 3 December, it was not
    held in November.
    """
    if turn is Turn.HELD and not measured.knows(done_on):
        return None
    return turn


def occurrence_faults(
    *,
    turn: Turn,
    due_on: date,
    done_on: date | None,
    reason: str,
    taken: Mapping[date, date],
    on: date,
) -> dict[str, str]:
    """Return the faults of what is reported of an occurrence, by field, each with what to type.

    `taken` gives for each day on which another occurrence of the row was held that one's due day:
    one meeting is not two. `on` is the day of reporting.
    """
    if turn is not Turn.HELD:
        faults = {}
        if done_on is not None:
            faults["done_on"] = "Remove the day, or choose Held"
        if not reason.strip():
            faults["reason"] = f"Enter why it was {turn.label.lower()}"
        return faults
    if done_on is None:
        return {"done_on": f"Enter the day it was held. {for_example(30, 6, 2026)}"}
    if done_on > on:
        return {"done_on": f"Enter {printed_day(on)} or an earlier day. The day is in the future"}
    if done_on in taken:
        other = printed_day(taken[done_on])
        return {
            "done_on": f"Enter another day. The occurrence due {other} was held on "
            f"{printed_day(done_on)}"
        }
    return {}


def first_date_fault(first_on: date, *, starts_on: date, ends_on: date) -> str:
    """Return what is wrong with a row's first date, "" for nothing (Rule 10).

    A plan of an intervention has nothing to count from before that began or after it ends; every
    later occurrence is counted from this day.
    """
    if starts_on <= first_on <= ends_on:
        return ""
    return (
        f"Enter a date from {printed_day(starts_on)} to {printed_day(ends_on)}. The plan’s "
        "milestones are counted while the intervention lasts"
    )


class Told(NamedTuple):
    """What is typed of one occurrence."""

    turn: Turn
    done_on: date | None
    reason: str


def due_faults(
    typed: Mapping[DueKey, Told],
    *,
    held: Mapping[DueKey, Mapping[date, date]],
    on: date,
) -> dict[DueKey, dict[str, str]]:
    """Return the faults of what is typed of several occurrences at once, by each and its field.

    `held` are by each the days on which others of its row were held. One that is typed too counts
    by what is typed of it: one meeting is not two.
    """
    faults, told = {}, defaultdict[str, dict[date, date]](dict)
    for due in sorted(typed):
        entered = typed[due]
        others = {day: of for day, of in held[due].items() if DueKey(due.ref, of) not in typed}
        found = occurrence_faults(
            turn=entered.turn,
            due_on=due.due_on,
            done_on=entered.done_on,
            reason=entered.reason,
            taken=others | told[due.ref],
            on=on,
        )
        if found:
            faults[due] = found
        elif entered.done_on:
            told[due.ref][entered.done_on] = due.due_on
    return faults


def first_date_refusal(
    *, often: Recurrence | None, start: PlanDate, has_reported: bool
) -> str | None:
    """Return why a row's first date cannot be set or corrected, None where it can (Rule 10)."""
    if often is None:
        return "Only a recurring milestone has a first date."
    if not wants_first(often, start=start):
        return "The plan gives its first date. Only a change request changes the plan’s dates."
    if has_reported:
        return (
            "Occurrences have been reported by its first date. Only a change request changes it "
            "now."
        )
    return None


def measured_for(month: date, *, on: date) -> Measured:
    """Return up to when a month's return asks for occurrences: its whole month, then each day."""
    ends = Measured.month_end(month)
    return ends if on < ends.on else Measured(on, is_over=True)


def is_due_in(month: date, due_on: date) -> bool:
    """Tell whether an occurrence is due in a month."""
    return month <= due_on <= Measured.month_end(month).on
