"""The pages of change control: the list, and one request with its trail (Rule 18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from irp.past import Past
from irp.presenters import Entry, act_entry
from irp.readings import freezes
from programmes.facts.changes import ChangeFacts, ChangeStepFacts
from programmes.figures.change_words import change_step_words
from programmes.figures.changes import ChangeLine, change_line, requests_in_turn
from programmes.figures.counts import MilestoneCounts, count
from programmes.figures.originals import PlanSize, plan_size
from programmes.models import ChangeRequest, Dependency, Programme
from programmes.readings.change_gates import gate_ties
from programmes.readings.changes import (
    change_requests,
    descents,
    milestones_touched,
    published_rows,
)
from programmes.readings.dependency_rows import dependencies_of
from programmes.readings.positions import positions
from programmes.rules.change_gates import GateOvertaken, GateTies, moves_of, overtaken
from programmes.rules.changes import rows_left
from programmes.rules.delivery import known_delivery
from programmes.rules.takers import TakerAsk, still_moves, taker_asks
from programmes.rules.withheld import Reader
from programmes.words import ChangeAct, ChangeKind, Delivery, Side


@dataclass(frozen=True, kw_only=True)
class RequestList:
    """The requests now or as at a past date."""

    facts: dict[str, ChangeFacts]
    lines: list[ChangeLine]
    programmes: dict[str, str]  # names by reference, in the plan's order


def read_requests(past: Past, **scope: Any) -> RequestList:
    """Return requests, in five statements after `past_of`; none grows with their number."""
    source = past.source
    found = change_requests(source, **scope)
    frozen = freezes(source)
    rows = sorted(source.rows(Programme), key=lambda row: row.number)
    return RequestList(
        facts={request.ref: request for request in found},
        lines=requests_in_turn(
            change_line(request, freezes=frozen, on=past.read_on, measured=past.measured)
            for request in found
        ),
        programmes={row.ref: row.name for row in rows},
    )


@dataclass(frozen=True, kw_only=True)
class PlanInPairs:
    """The plan against its current and its original dates, and as published and in force."""

    size: PlanSize
    counts: MilestoneCounts


def plan_in_pairs(past: Past, *, reader: Reader) -> PlanInPairs:
    """Return the plan's figures in pairs (Rules 9 and 18a), in eight statements at most."""
    source, measured = past.source, past.measured
    refs = {row.id: row.ref for row in source.rows(Programme)}
    rows = positions(source, on=measured.on, programmes=refs, reader=reader)
    done = {
        row.ref: known_delivery(delivery=row.delivery, actual_on=row.actual_on, measured=measured)
        is Delivery.COMPLETE
        for row in rows
    }
    return PlanInPairs(
        size=plan_size(published_rows(source), done, descents(source)),
        counts=count(rows, measured=measured, month=None),
    )


@dataclass(frozen=True, kw_only=True)
class RowTouches:
    """What one row of a request touches besides itself."""

    gates: tuple[GateOvertaken, ...]  # assurance dates that its new date comes after
    dependencies: tuple[Dependency, ...]  # open now, that its milestone gives to or needs


@dataclass(frozen=True, kw_only=True)
class ChangePage:
    """Everything that the page of a request shows."""

    line: ChangeLine
    facts: ChangeFacts
    timeline: tuple[Entry, ...]
    made: tuple[str, ...]  # references of the rows that it added
    dependencies: tuple[Dependency, ...]  # open now, that its milestones give to or need
    asks: tuple[TakerAsk, ...]  # of who needs what it moves
    touches: dict[int, RowTouches]  # by the number of the row

    @property
    def left(self) -> list[int]:
        """Return the numbers of the rows that every forum so far has agreed to."""
        return rows_left(self.facts.rows, self.facts.steps)

    def is_moved(self, ask: TakerAsk) -> bool:
        """Tell whether what a taker needs is still moved: not all the rows of it were refused."""
        return still_moves(ask.rows, self.left)

    @property
    def again(self) -> str:
        """Return the part of an address that begins another request of the same milestones."""
        return urlencode({"rows": self.line.refs or self.made}, doseq=True)

    @property
    def gates(self) -> tuple[GateOvertaken, ...]:
        """Return the assurance dates that its new dates come after."""
        return tuple(gate for touches in self.touches.values() for gate in touches.gates)

    @property
    def overtaking(self) -> str:
        """Return which rows were said to overtake an assurance date, "" for none."""
        return ", ".join(dict.fromkeys(row.name for row in self.line.rows if row.gate_overtaken))

    @property
    def money(self) -> str:
        """Return which rows change a saving or receipt, "" for none."""
        return ", ".join(dict.fromkeys(row.name for row in self.line.rows if row.money_changed))

    @property
    def by_row(self) -> bool:
        """Tell whether what it touches is said row by row: there are several to decide."""
        return len(self.line.units) > 1


def change_page(past: Past, row: ChangeRequest) -> ChangePage | None:
    """Return the page of a request; None where it was not made yet."""
    found = read_requests(past, id=row.pk)
    if not found.lines:
        return None
    facts = found.facts[row.ref]
    dependencies = dependencies_of(row) if not past.is_past else []
    keys, made = milestones_touched(row, found.lines[0].refs, at=past.source.at)
    ties = gate_ties(past.source, keys, dependencies, facts.requirements)
    return ChangePage(
        line=found.lines[0],
        facts=facts,
        timeline=tuple(reversed(_timeline(facts, found.lines[0]))),
        made=made,
        dependencies=tuple(dependencies),
        asks=tuple(taker_asks(facts.steps)),
        touches=_touches(found.lines[0], facts, dependencies, ties),
    )


def _touches(
    line: ChangeLine, facts: ChangeFacts, dependencies: Sequence[Dependency], ties: GateTies
) -> dict[int, RowTouches]:
    """Return what each row touches; what depends on a milestone, the first row of it says.

    Other words for the same work touch nobody else.
    """
    found, told = {}, set()
    for row in line.rows:
        own = row.facts.milestone if row.facts.kind is not ChangeKind.WORDING else None
        touched = (
            [dependency for dependency in dependencies if own in _ends(dependency)]
            if own not in told
            else []
        )
        told |= {own}
        found[row.facts.number] = RowTouches(
            gates=overtaken(moves_of([row.facts]), facts.requirements, ties),
            dependencies=tuple(touched),
        )
    return found


def _ends(dependency: Dependency) -> set[str]:
    """Return the references of both ends of a dependency."""
    return {end.ref for side in Side if (end := dependency.end(side))}


def _timeline(facts: ChangeFacts, line: ChangeLine) -> list[Entry]:
    return [
        act_entry(
            step,
            what=change_step_words(step) + _minuted(step.minute) + _some_of(step, line),
            why=step.reason,
            happened_on=step.met_on,
        )
        for step in facts.steps
    ]


def _minuted(minute: str) -> str:
    return f" (minute {minute})" if minute else ""


def _some_of(step: ChangeStepFacts, line: ChangeLine) -> str:
    """Return which rows were agreed to, where it was not all of them."""
    rows = step.rows if step.act is ChangeAct.AGREED else ()
    if not rows or len(rows) == len(line.rows):
        return ""
    names = [unit.name for unit in line.units if unit.rows[0].facts.number in rows]
    return f", in part: {('; ' if line.is_mixed else ', ').join(names)}"
