"""Which late milestones reach which requirements, by what, with the days that are left (28)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from assurance.facts import GateDue
from assurance.facts.runway import LateFacts, RunwayFacts
from assurance.figures.runway import Runway
from assurance.figures.runway_lines import WORK_LEFT, RunwayLine
from irp.rules.numbers import counted


@dataclass(frozen=True, kw_only=True)
class KnockOn:
    """A late milestone, the requirement that it reaches, and that one's next date."""

    milestone: LateFacts
    ways: tuple[tuple[str, ...], ...]  # each by dependencies and a link in order, the nearest first
    line: RunwayLine
    gate: GateDue | None

    @property
    def via(self) -> str:
        """Return the ways in words: "L-110; D-101, D-102"."""
        return "; ".join(", ".join(way) for way in self.ways)

    @property
    def days_left(self) -> int | None:
        """Return the days from the day that the milestone is expected to the gate."""
        latest = self.gate.due.latest if self.gate else None
        return (latest - self.milestone.expected).days if latest else None

    @property
    def left_words(self) -> str:
        """Return the days that are left between the two, in words."""
        left = self.days_left
        if left is None:
            return "No date"
        days = counted(abs(left), "day")
        return f"{days} left" if left >= 0 else f"{days} after it"


def knock_on(facts: RunwayFacts, found: Runway) -> tuple[KnockOn, ...]:
    """Return every requirement not yet met that a late milestone reaches, the tightest first."""
    lines: Mapping[str, RunwayLine] = {line.ref: line for line in found.lines}
    ways: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for reach in facts.reaches:
        line = lines.get(reach.requirement)
        if reach.milestone in facts.late and line and line.standing in WORK_LEFT:
            ways[reach.milestone, reach.requirement].append(reach.via)
    rows = []
    for (milestone, ref), found_ways in ways.items():
        line = lines[ref]
        dated = [gate for gate in line.awaited if gate.due.latest]
        ahead = [gate for gate in dated if gate.due.latest and gate.due.latest >= found.on]
        gate = next(iter(ahead or dated[-1:]), None)
        nearest = tuple(sorted(found_ways, key=lambda way: (len(way), way)))
        rows.append(KnockOn(milestone=facts.late[milestone], ways=nearest, line=line, gate=gate))
    far = 10**6
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                far if row.days_left is None else row.days_left,
                row.milestone.ref,
                row.line.ref,
            ),
        )
    )
