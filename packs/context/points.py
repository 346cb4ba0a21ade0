"""Asks and challenges as packs print them: decisions sought, answers given, what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from packs.facts import PlanFacts
from packs.rules.since import is_since
from programmes.figures.points import PointLine, point_lines
from programmes.words import Ladder, PointKind, PointStage


@dataclass(frozen=True, kw_only=True)
class DecisionsPage:
    """What a board is asked to decide, what was answered since its last pack, what waits."""

    sought: tuple[PointLine, ...]  # tabled at this board's meeting, or a later one
    waiting: tuple[PointLine, ...]  # raised, and taken to no board yet
    answered: tuple[PointLine, ...]
    names: dict[str, str]  # programmes by reference
    saos: dict[str, str]


def challenges_of(plan: PlanFacts, ref: str) -> tuple[PointLine, ...]:
    """Return the challenges of a programme that were open when the month was frozen."""
    lines = _lines(plan)
    return tuple(
        line
        for line in lines
        if line.facts.programme == ref and line.facts.kind is PointKind.CHALLENGE and line.is_open
    )


def decisions_page(plan: PlanFacts, *, forum: str, since: datetime | None) -> DecisionsPage | None:
    """Return what a forum's pack says of asks; None where the snapshot kept nothing of them.

    `since` is the last pack's moment, None in the first.
    """
    if plan.points is None:
        return None
    asks = [line for line in _lines(plan) if line.facts.kind is PointKind.ASK]
    return DecisionsPage(
        sought=tuple(line for line in asks if line.is_open and _board(line) == forum),
        waiting=tuple(line for line in asks if line.facts.stage is PointStage.RAISED),
        answered=_answered(asks, forum=forum, since=since),
        names={row.ref: row.name for row in plan.programmes},
        saos={row.ref: row.sao for row in plan.programmes},
    )


def _answered(
    asks: Sequence[PointLine], *, forum: str, since: datetime | None
) -> tuple[PointLine, ...]:
    """Return the asks that this board, or CPMO instead of one, has settled since the last pack."""
    return tuple(
        line
        for line in asks
        if not line.is_open
        and _board(line) in {forum, None}
        and is_since(line.facts.steps[-1].at, since)
    )


def _board(line: PointLine) -> Ladder | None:
    """Return the board to which an ask was taken last."""
    boards = [step.forum for step in line.facts.steps if step.forum]
    return boards[-1] if boards else None


def _lines(plan: PlanFacts) -> list[PointLine]:
    measured = Measured.month_end(plan.period.month)
    return point_lines(plan.points or (), until=london_day(plan.taken_at), measured=measured)
