"""The heat map of ten outcomes by three tests, in one voice at a time (Rules 19 to 21)."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.models import AssuranceTest, PriorityOutcome, Requirement
from assurance.presenters.voices import (
    GateLine,
    RequirementLine,
    requirement_lines,
)
from assurance.rules import Tally, tally
from assurance.words import Speaker
from irp.models import User
from irp.rules.calendar import london_day


@dataclass(frozen=True)
class Cell:
    """One outcome under one test: counts and the next gate, never a percentage (Rule 20)."""

    tally: Tally
    next_gate: GateLine | None
    next_count: int  # requirements that have a gate on that date
    awaiting: int  # requirements with a gate passed, not yet assured (Rule 13)


@dataclass(frozen=True)
class OutcomeRow:
    """A row of the heat map."""

    number: int
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HeatMap:
    """The whole map, and its tally over all requirements."""

    tests: tuple[AssuranceTest, ...]
    rows: tuple[OutcomeRow, ...]
    total: Tally
    awaiting: int


def heat_map(*, user: User, voice: Speaker, at: datetime, ends_on: date) -> HeatMap:
    """Return the map of one voice's newest issued judgements (Rules 19, 21 and 23)."""
    on = london_day(at)
    tests = tuple(AssuranceTest.objects.all())
    found = Requirement.objects.in_force(on=on).select_related("outcome", "test")
    lines = requirement_lines(found, user=user, at=at, ends_on=ends_on)
    by_cell: dict[tuple[int, int], list[RequirementLine]] = {}
    for line in lines:
        by_cell.setdefault((line.outcome, line.test), []).append(line)
    rows = [
        OutcomeRow(
            number=outcome.number,
            title=outcome.title,
            cells=tuple(
                _cell(by_cell.get((outcome.number, test.number), []), voice=voice, on=on)
                for test in tests
            ),
        )
        for outcome in PriorityOutcome.objects.all()
    ]
    return HeatMap(
        tests=tests,
        rows=tuple(rows),
        total=tally(line.judgement(voice) for line in lines),
        awaiting=sum(line.awaits for line in lines),
    )


def _cell(lines: list[RequirementLine], *, voice: Speaker, on: date) -> Cell:
    ahead = [line.next_gate(on=on) for line in lines if not line.is_assured]
    gates = [gate for gate in ahead if gate is not None]
    first = min(gates, key=lambda gate: gate.due.latest or date.max, default=None)
    return Cell(
        tally=tally(line.judgement(voice) for line in lines),
        next_gate=first,
        next_count=sum(gate.due.latest == first.due.latest for gate in gates) if first else 0,
        awaiting=sum(line.awaits for line in lines),
    )
