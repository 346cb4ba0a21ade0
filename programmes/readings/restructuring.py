"""Programmes that began, closed or took rows, as facts; and what such an act is judged by (18d)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from irp.readings import Source, period_now_open
from programmes.facts.restructuring import RestructuringFacts
from programmes.models import (
    Benefit,
    ChangeRequest,
    Dependency,
    Milestone,
    MilestoneReport,
    Occurrence,
    Programme,
    Restructuring,
    Return,
    RowMove,
)
from programmes.readings.change_basis import stands_of
from programmes.readings.points import owed_points
from programmes.readings.raid import MODELS
from programmes.rules.restructuring import Closing, MovingReturn, MovingRow
from programmes.words import (
    CLOSED,
    UNDECIDED,
    DependencyState,
    EntryState,
    RaidKind,
    Restructure,
    ReturnState,
)

HOMED = (RaidKind.RISK, RaidKind.ISSUE, RaidKind.ACTION, RaidKind.ASSUMPTION)


def restructurings(source: Source) -> tuple[RestructuringFacts, ...]:
    """Return what was done to the structure of the plan by then, the oldest first.

    In one statement while nothing was, else in four.
    """
    acts = source.acts(Restructuring)
    if not acts:
        return ()
    programmes = {row.id: row for row in source.rows(Programme)}
    moved = defaultdict(list)
    moves = source.acts(RowMove)
    rows = Milestone.objects.filter(pk__in=[move.milestone_id for move in moves])
    refs = dict(rows.values_list("pk", "ref"))
    for move in moves:
        origin = programmes[move.origin_id].ref
        moved[move.restructuring_id].append((refs[move.milestone_id], origin))
    same = ("number", "decided_by", "decided_on", "minute", "reason", "by_name", "by_post", "at")
    return tuple(
        RestructuringFacts(
            **{name: getattr(act, name) for name in same},
            what=Restructure(act.what),
            programme=programmes[act.programme_id].ref,
            name=programmes[act.programme_id].name,
            moved=tuple(moved[act.pk]),
            rehomed=tuple((ref, place) for ref, place in act.rehomed),
        )
        for act in acts
        if act.programme_id in programmes
    )


@dataclass(frozen=True, kw_only=True)
class ClosingRead:
    """What a programme is closed by: what is still open, and the entries that need a home."""

    closing: Closing
    entries: tuple[Any, ...]  # rows of the register
    benefits: tuple[Benefit, ...]  # that have not ended
    done: int  # milestones in force


def closing_of(programme: Programme, *, on: date) -> ClosingRead:
    """Return what is still open in a programme, in twelve statements at most."""
    rows = list(Milestone.objects.in_force(on=on).filter(programme=programme))
    stands = stands_of(rows, on=on) if rows else {}
    entries = tuple(entry for kind in HOMED for entry in _open_entries(kind, programme))
    open_benefits = Benefit.objects.filter(programme=programme, ended_on=None)
    benefits = tuple(open_benefits.select_related("owner").order_by("number"))
    requests = ChangeRequest.objects.filter(programme=programme, state__in=UNDECIDED)
    ends = Q()
    for side in ("giver", "taker"):
        ends |= Q(**{f"{side}_programme": programme})
        ends |= Q(**{f"{side}_milestone__programme": programme})
    dependencies = Dependency.objects.filter(ends, state=DependencyState.OPEN.value)
    return ClosingRead(
        closing=Closing(
            name=programme.name,
            closed_on=programme.closed_on,
            open_rows=tuple(ref for ref, row in stands.items() if row.delivery not in CLOSED),
            requests=tuple(requests.order_by("number").values_list("ref", flat=True)),
            points=tuple(point.ref for point in owed_points(among={programme.ref})),
            dependencies=tuple(row.ref for row in dependencies.order_by("number")),
            entries=tuple(entry.ref for entry in entries),
            benefits=tuple(row.ref for row in benefits),
            final=_final(programme),
        ),
        entries=entries,
        benefits=benefits,
        done=len(rows),
    )


def _open_entries(kind: RaidKind, programme: Programme) -> list[Any]:
    model: Any = MODELS[kind]
    rows = model._default_manager.filter(programme=programme, state=EntryState.OPEN.value)
    return list(rows.order_by("number"))


def _final(programme: Programme) -> tuple[date, ReturnState] | None:
    rows = Return.objects.filter(programme=programme).order_by("-period__month")
    newest = rows.values_list("period__month", "state").first()
    return (newest[0], ReturnState(newest[1])) if newest else None


@dataclass(frozen=True, kw_only=True)
class MovingRead:
    """What rows are moved by: the open month, both programmes' returns, what goes along."""

    month: date | None
    rows: tuple[MovingRow, ...]
    origin: MovingReturn
    target: MovingReturn
    returns: dict[int, Return]  # of the open month, by programme's key
    reports: tuple[MilestoneReport, ...]  # of the open month
    occurrences: tuple[Occurrence, ...]


def moving_of(
    milestones: Collection[Milestone], origin: Programme, target: Programme, *, on: date
) -> MovingRead:
    """Return what moving some rows is judged by, in five statements at most."""
    period = period_now_open()
    stands = stands_of(milestones, on=on) if milestones else {}
    found = Return.objects.filter(period=period, programme__in=[origin, target])
    returns = {row.programme_id: row for row in found.select_related("programme", "period")}
    scope = {"period": period, "milestone__in": milestones}
    return MovingRead(
        month=period.month if period else None,
        rows=tuple(
            MovingRow(ref=row.ref, in_force=row.in_force, asked_in=row.asked_in)
            for row in stands.values()
        ),
        origin=_moving_return(origin, returns),
        target=_moving_return(target, returns),
        returns=returns,
        reports=tuple(MilestoneReport.objects.filter(**scope)) if period else (),
        occurrences=tuple(Occurrence.objects.filter(**scope)) if period else (),
    )


def _moving_return(programme: Programme, returns: dict[int, Return]) -> MovingReturn:
    ret = returns.get(programme.pk)
    return MovingReturn(name=programme.name, state=ReturnState(ret.state) if ret else None)


def rows_moved() -> set[str]:
    """Return the milestones that a programme took from another.

    The plan's own files say where they were published: loading those again leaves these alone.
    """
    return set(RowMove.objects.values_list("milestone__ref", flat=True))
