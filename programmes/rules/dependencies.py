"""Dependencies: when something is expected, what is too late, who must agree, circles (Rule 28)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from graphlib import CycleError, TopologicalSorter

from irp.rules.calendar import london_day, working_days_after
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate
from irp.words import plain
from programmes.facts.dependencies import (
    ConfirmationFacts,
    EndFacts,
    EndReportFacts,
    RequirementDate,
    RequirementDates,
)
from programmes.words import DependencyState, Side

CONFIRM_DAYS = 10  # working days after which what is not confirmed is listed
BEGIN = "begin"  # the purpose of a date on which work on a requirement begins

Edge = tuple[str, str]  # references of a giver and its taker


def circle_with(edges: Iterable[Edge], *, giver: str, taker: str) -> tuple[str, ...]:
    """Return the circle that one more dependency would close, from its giver on; () for none.

    HOU-05 gives to FIN-03 and FIN-03 to HOU-05: ("HOU-05", "FIN-03", "HOU-05").
    """
    givers: dict[str, set[str]] = {}
    for gives, takes in (*edges, (giver, taker)):
        givers.setdefault(takes, set()).add(gives)
    try:
        TopologicalSorter(givers).prepare()
    except CycleError as found:
        circle = list(found.args[1])[:-1]
        at = circle.index(giver) if giver in circle else 0
        return (*circle[at:], *circle[:at], circle[at])
    return ()


def in_order(edges: Iterable[Edge]) -> dict[str, int]:
    """Return each end's place in an order in which every giver comes before its takers."""
    givers: dict[str, set[str]] = {}
    for gives, takes in sorted(edges):
        givers.setdefault(takes, set()).add(gives)
    return {ref: place for place, ref in enumerate(TopologicalSorter(givers).static_order())}


def end_faults(
    *,
    giver: EndFacts,
    taker: EndFacts,
    edges: Iterable[Edge],
    retired: Iterable[str] = (),
    complete: Iterable[str] = (),
) -> dict[str, str]:
    """Return why something cannot depend on something, by field.

    `edges` are the open dependencies there are; `retired` and `complete` those ends that are so. A
    giver that is complete has nothing left to hand over.
    """
    gone = set(retired)
    faults = {
        name: f"{end.ref} is retired. Enter a milestone that is in force"
        for name, end in (("giver_ref", giver), ("taker_ref", taker))
        if end.ref in gone
    }
    if not faults and giver.ref in set(complete):
        faults["giver_ref"] = (
            f"{giver.ref} is complete and has nothing left to give. Enter another giver"
        )
    if faults:
        return faults
    if giver.ref == taker.ref:
        return {"taker_ref": f"{giver.ref} cannot depend on itself. Enter another taker"}
    if giver.programme == taker.programme and not (giver.milestone and taker.milestone):
        own = giver.milestone or taker.milestone
        return {"taker_ref": f"{own} is part of {giver.programme}. Enter another taker"}
    if circle := circle_with(edges, giver=giver.ref, taker=taker.ref):
        return {"taker_ref": f"{circle_words(circle)} Close one of the others first"}
    return {}


def circle_words(circle: Iterable[str]) -> str:
    """Return a circle as people read it."""
    return f"This would make a circle: {' → '.join(circle)}."


def confirmed_sides(
    confirmations: Iterable[ConfirmationFacts], *, days_set_at: datetime | None
) -> dict[Side, ConfirmationFacts]:
    """Return the confirmation of each side that stands: given since the days are these.

    A change of either day withdraws what was confirmed before it; who changes it confirms anew.
    """
    if days_set_at is None:
        return {}
    return {
        confirmation.side: confirmation
        for confirmation in confirmations
        if confirmation.at >= days_set_at
    }


def sides_left(confirmed: Iterable[Side]) -> tuple[Side, ...]:
    """Return the sides that have not confirmed."""
    return tuple(side for side in Side if side not in set(confirmed))


def confirm_by(days_set_at: datetime, *, holidays: frozenset[date]) -> date:
    """Return the last day on which a confirmation of days is not yet overdue."""
    return working_days_after(london_day(days_set_at), CONFIRM_DAYS, holidays=holidays)


def expected_on(
    *, give_by: date | None, giver: EndReportFacts | None, measured: Measured
) -> date | None:
    """Return the day on which a giver is expected to hand over; `giver` None for a programme.

    A milestone that is complete gave on its day. What is open and past cannot come before today.
    """
    if giver is not None and giver.actual_on is not None and measured.knows(giver.actual_on):
        return giver.actual_on
    expected = giver.forecast if giver is not None and giver.forecast is not None else give_by
    if expected is None or not measured.has_passed(expected):
        return expected
    return measured.on + timedelta(days=1) if measured.is_over else measured.on


def days_past(day: date | None, expected: date | None) -> int | None:
    """Return how many days after a day something is expected; negative where before, None unknown.

    Needed by 30 June and expected on 3 August: 34 days too late.
    """
    return (expected - day).days if day is not None and expected is not None else None


def given_late(*, give_by: date | None, need_by: date | None) -> int:
    """Return how many days after it is needed something is to be given, 0 for none."""
    return max(0, days_past(need_by, give_by) or 0)


def delays(
    edges: Iterable[tuple[str, str, int | None]], *, begins: str, days: int
) -> Mapping[str, int]:
    """Return the days that a delay passes on to each end that it reaches, its first included.

    `edges` are open dependencies: giver, taker, and the days from need-by to expected, negative for
    days in hand. A giver that is late by 34 days with 20 in hand passes 14 on; of two ways that
    lead to one end the longer counts.
    """
    known = list(edges)
    order = in_order((giver, taker) for giver, taker, _ in known)
    found = {begins: days}
    for giver, taker, past in sorted(known, key=lambda edge: order[edge[0]]):
        if giver in found:
            passed = found[giver] + (past or 0)
            if passed > 0:
                found[taker] = max(passed, found.get(taker, 0))
    return found


def day_faults(*, give_by: date | None, need_by: date | None) -> dict[str, str]:
    """Return what is wrong with the days of a dependency, by field."""
    faults = {}
    if give_by is None:
        faults["give_by"] = "Enter the day by which it will be given"
    if need_by is None:
        faults["need_by"] = "Enter the day by which it is needed"
    return faults


def ends_of_requirement(
    ref: str, title: str, dates: Iterable[tuple[str, PlanDate]]
) -> RequirementDates:
    """Return a requirement with the dates that delivery may miss, from each purpose and its date.

    A date on which work begins is no end to come to, and one without a day cannot be missed.
    """
    ends = [
        RequirementDate(purpose=plain(purpose), date=day)
        for purpose, day in dates
        if day.latest and purpose != BEGIN
    ]
    ends.sort(key=lambda end: (end.date.latest, end.purpose))
    return RequirementDates(ref=ref, title=title, dates=tuple(ends))


def next_end(dates: Sequence[RequirementDate], *, measured: Measured) -> RequirementDate | None:
    """Return the first of a requirement's dates that is not past; the last one where all are."""
    ahead = [dated for dated in dates if not measured.is_over_for(dated.date)]
    return next(iter(ahead or dates[-1:]), None)


def change_refusals(state: DependencyState) -> list[str]:
    """Return why the words and days of a dependency may not be changed now."""
    if state is DependencyState.OPEN:
        return []
    return [f"It {state.predicate}. Only an open dependency can be changed. Open it again first."]


def confirm_refusals(*, state: DependencyState, side: Side, confirmed: Iterable[Side]) -> list[str]:
    """Return why a side may not confirm the days now."""
    if state is not DependencyState.OPEN:
        return [f"It {state.predicate}. Only an open dependency can be confirmed."]
    if side in set(confirmed):
        return [f"The {side.label.lower()} has confirmed these days already."]
    return []


def dependency_ending_faults(
    *, state: DependencyState, to: DependencyState, reason: str
) -> dict[str, str]:
    """Return why a dependency may not become given, dropped or open again, by field."""
    faults = {}
    if to not in dependency_states_from(state):
        faults["state"] = f"It {state.predicate} already. Open this page again"
    if not reason.strip():
        faults["reason"] = "Enter the reason or the evidence"
    return faults


def dependency_states_from(state: DependencyState) -> list[DependencyState]:
    """Return the states that a dependency may become next."""
    if state is DependencyState.OPEN:
        return [DependencyState.GIVEN, DependencyState.DROPPED]
    return [DependencyState.OPEN]
