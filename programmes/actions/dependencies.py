"""Dependencies are added, changed, confirmed by each side, ended and reopened (Rule 28)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import act, enact, record, record_all, write_acts
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from programmes.models import Dependency, DependencyConfirmation, Milestone, Programme
from programmes.models.dependencies import FIRST, dependency_end
from programmes.permissions import sides_of
from programmes.readings.dependency_rows import (
    complete_among,
    confirmed_of,
    ends_now,
    of_two_ends,
    open_edges,
)
from programmes.rules.dependencies import (
    Edge,
    change_refusals,
    confirm_refusals,
    day_faults,
    dependency_ending_faults,
    end_faults,
)
from programmes.words import DependencyState, Side

End = Milestone | Programme


@dataclass(frozen=True, kw_only=True)
class NewHandover:
    """What a giver hands to a taker: words, the two days and the requirements by column."""

    giver: End
    taker: End
    values: Mapping[str, Any]


class FaultyHandover(Faulty):
    """What is wrong with one of several that are added together, and its place among them."""

    def __init__(self, place: int, faults: dict[str, str]) -> None:
        super().__init__(faults)
        self.place = place


def add_dependency(
    giver: End, taker: End, values: Mapping[str, Any], *, by: User, at: datetime
) -> Dependency:
    """Add what a giver hands to a taker; whoever adds it confirms it for their own side.

    `values` are the words, the two days and the requirements by column. Raises `Faulty` by field:
    where neither end is the person's, where it would depend on itself or close a circle.
    """
    try:
        return add_dependencies(
            [NewHandover(giver=giver, taker=taker, values=values)], by=by, at=at
        )[0]
    except FaultyHandover as faulty:
        raise Faulty(faulty.faults) from faulty


def add_dependencies(
    handovers: Sequence[NewHandover], *, by: User, at: datetime
) -> list[Dependency]:
    """Add dependencies all or none, in as many statements whatever their number.

    Raises `FaultyHandover` for the first that is at fault, those before it counted with it.
    """
    require(by, "programmes.add_dependency", at=at)
    with transaction.atomic():
        # One at a time: two that are added at once could close a circle between them.
        PlanSettings.objects.select_for_update().first()
        first, edges = max(FIRST, next_number(Dependency.objects.all())), open_edges()
        ends = ends_now([end for handover in handovers for end in (handover.giver, handover.taker)])
        handovers = [
            replace(handover, giver=ends[handover.giver.ref], taker=ends[handover.taker.ref])
            for handover in handovers
        ]
        givers = [handover.giver for handover in handovers]
        complete = complete_among(givers, on=london_day(at))
        rows = []
        for place, handover in enumerate(handovers):
            row = _new(handover, number=first + place, at=at)
            if faults := _faults(row, edges, complete, at=at) or _not_own(row, by=by):
                raise FaultyHandover(place, faults)
            edges.append((handover.giver.ref, handover.taker.ref))
            rows.append(row)
        record_all(rows, by=by, at=at, reason="Dependency added")
        write_acts(
            [confirmation for row in rows for confirmation in _own_confirmations(row, by=by, at=at)]
        )
    return rows


def _new(handover: NewHandover, *, number: int, at: datetime) -> Dependency:
    ends = {Side.GIVER: handover.giver, Side.TAKER: handover.taker}
    named = {
        f"{side}_{'milestone' if isinstance(end, Milestone) else 'programme'}": end
        for side, end in ends.items()
    }
    return Dependency(
        number=number, days_set_at=at, raised_on=london_day(at), **named, **handover.values
    )


def _not_own(row: Dependency, *, by: User) -> dict[str, str]:
    """Return what is wrong where neither end is of a programme of the person's."""
    if by.has_perm("programmes.keep_dependency", row):
        return {}
    return {"taker_ref": "Enter a giver or a taker of a programme of yours"}


def _faults(
    row: Dependency, edges: Iterable[Edge], complete: Collection[str], *, at: datetime
) -> dict[str, str]:
    """Return blank words and days, an end that is retired or complete, a circle, by field."""
    faults = {} if row.title.strip() else {"title": "Enter what is handed over"}
    faults |= day_faults(give_by=row.give_by, need_by=row.need_by)
    giver, taker = row.end(Side.GIVER), row.end(Side.TAKER)
    assert giver and taker
    on = london_day(at)
    rows = [end for end in (giver, taker) if isinstance(end, Milestone)]
    faults |= end_faults(
        giver=dependency_end(giver),
        taker=dependency_end(taker),
        edges=edges,
        retired=[end.ref for end in rows if not end.is_in_force(on=on)],
        complete=complete,
    )
    return faults


def _own_confirmations(row: Dependency, *, by: User, at: datetime) -> list[DependencyConfirmation]:
    return [
        act(DependencyConfirmation, by=by, at=at, dependency=row, side=side.value)
        for side in sides_of(by, row)
    ]


def change_dependency(
    row: Dependency, values: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> Dependency:
    """Write its words, days and requirements; a new day withdraws the other side's confirmation.

    `version` is that of the dependency the person saw. Raises `Conflict`, `Refused` for one that
    has ended, or `Faulty` by field.
    """
    require(by, "programmes.keep_dependency", row, at=at)
    with transaction.atomic():
        now = _as_seen(row, version)
        if reasons := change_refusals(DependencyState(now.state)):
            raise Refused(*reasons)
        before = (now.give_by, now.need_by)
        for name, value in values.items():
            setattr(now, name, value)
        faults = {} if now.title.strip() else {"title": "Enter what is handed over"}
        faults |= day_faults(give_by=now.give_by, need_by=now.need_by)
        if faults:
            raise Faulty(faults)
        moved = before != (now.give_by, now.need_by)
        if moved:
            now.days_set_at = at
        record(now, by=by, at=at, reason="Days changed" if moved else "Changed")
        if moved:
            write_acts(_own_confirmations(now, by=by, at=at))
    return now


def confirm_dependency(
    row: Dependency, sides: Iterable[Side], *, version: int, by: User, at: datetime
) -> Dependency:
    """Confirm both days for the sides that are the person's. Raises `Conflict`, or `Refused`."""
    require(by, "programmes.confirm_dependency", row, at=at)
    with transaction.atomic():
        now = _as_seen(row, version)
        own, confirmed = sides_of(by, now), confirmed_of(now)
        for side in sides:
            if side not in own:
                raise Refused(f"You are not an RDL or SAO of the {side.label.lower()}.")
            state = DependencyState(now.state)
            if reasons := confirm_refusals(state=state, side=side, confirmed=confirmed):
                raise Refused(*reasons)
            enact(DependencyConfirmation, by=by, at=at, dependency=now, side=side.value)
    return now


def end_dependency(
    row: Dependency, to: DependencyState, *, reason: str, version: int, by: User, at: datetime
) -> Dependency:
    """Say that it was given or is no longer needed, or open it again, with the reason or evidence.

    Opened again its days are to be confirmed anew. Raises `Conflict`, or `Faulty` by field.
    """
    require(by, "programmes.keep_dependency", row, at=at)
    with transaction.atomic():
        PlanSettings.objects.select_for_update().first()
        now = _as_seen(row, version)
        if faults := dependency_ending_faults(
            state=DependencyState(now.state), to=to, reason=reason
        ):
            raise Faulty(faults)
        reopens = to is DependencyState.OPEN
        now.state, now.outcome = to.value, "" if reopens else reason.strip()
        now.closed_on = None if reopens else london_day(at)
        if reopens:
            now.days_set_at = at
            _refuse_circle(now, at=at)
        record(now, by=by, at=at, reason=reason.strip())
        if reopens:
            write_acts(_own_confirmations(now, by=by, at=at))
    return now


def _refuse_circle(row: Dependency, *, at: datetime) -> None:
    """Refuse to open a dependency again where it would close a circle, or an end is retired."""
    if faults := _faults(row, open_edges(besides=row), (), at=at):
        raise Faulty({"state": next(iter(faults.values()))})


def _as_seen(row: Dependency, version: int) -> Dependency:
    """Return a dependency as it stands, locked; `Conflict` unless it is the one that was seen."""
    now = of_two_ends().select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if now.version != version:
        raise Conflict(now)
    return now
