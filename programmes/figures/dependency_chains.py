"""Where the delay of a dependency goes: further ends, and requirements by their dates (28)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from irp.rules.plan_dates import PlanDate
from programmes.facts.dependencies import RequirementDates
from programmes.figures.dependencies import Basis, DependencyLine, End
from programmes.rules.dependencies import delays, in_order, next_end


@dataclass(frozen=True, kw_only=True)
class ChainLink:
    """A dependency that a delay reaches: how many days come to its giver, how many go on."""

    line: DependencyLine
    arrives: int
    passed: int


@dataclass(frozen=True, kw_only=True)
class GateReached:
    """A requirement that a delay reaches, by which end, with its next date."""

    requirement: str
    title: str
    through: str  # reference of the end that it depends on
    days: int  # of delay there
    date: PlanDate | None
    purpose: str
    past: int | None  # days by which the end would come after the date; None where not known


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Where a late handover goes on: further dependencies, nearest first, and requirements."""

    links: tuple[ChainLink, ...]
    gates: tuple[GateReached, ...]


@dataclass(frozen=True)
class Network:
    """Every dependency that names its ends, and what follows from them together."""

    lines: tuple[DependencyLine, ...]
    basis: Basis
    keys: Mapping[int, str] = field(default_factory=dict)  # references of the milestones, by key
    threatened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by risks, by ref
    requirements: Mapping[str, RequirementDates] = field(default_factory=dict)

    @cached_property
    def open(self) -> tuple[DependencyLine, ...]:
        """Return the open ones."""
        return tuple(line for line in self.lines if line.is_open and not line.giver.is_done)

    def line(self, ref: str) -> DependencyLine | None:
        """Return the line of a reference."""
        return next((line for line in self.lines if line.ref == ref), None)

    def chain(self, start: DependencyLine) -> Chain:
        """Return where the delay of a dependency goes, if nothing is done."""
        if not start.days_late:
            return Chain(links=(), gates=())
        edges = [(line.giver.ref, line.taker.ref, line.days) for line in self.open]
        found = delays(edges, begins=start.taker.ref, days=start.days_late)
        order = in_order((giver, taker) for giver, taker, _ in edges)
        links = [
            ChainLink(
                line=line,
                arrives=found[line.giver.ref],
                passed=max(found[line.giver.ref] + (line.days or 0), 0),
            )
            for line in self.open
            if line.giver.ref in found
        ]
        links.sort(key=lambda link: (order[link.line.giver.ref], link.line.ref))
        return Chain(links=tuple(links), gates=tuple(self._gates(start, links, found)))

    def _gates(
        self, start: DependencyLine, links: Sequence[ChainLink], found: Mapping[str, int]
    ) -> Iterable[GateReached]:
        """Yield each requirement that is reached, once for each end that reaches it."""
        reached = [start, *(link.line for link in links if link.passed)]
        ends = {line.taker.ref: line.taker for line in reached}
        for ref, end in ends.items():
            named = [
                refs for line in reached if line.taker.ref == ref for refs in line.requirements
            ]
            for requirement in dict.fromkeys((*named, *self.threatened.get(ref, ()))):
                yield self._gate(requirement, end, found[ref])

    def _gate(self, requirement: str, end: End, days: int) -> GateReached:
        known = self.requirements.get(requirement)
        gate = next_end(known.dates, measured=self.basis.measured) if known else None
        row = self.basis.reported.get(end.milestone or "")
        comes = (row.forecast or row.baseline) if row else None
        latest = gate.date.latest if gate else None
        late = (comes - latest).days + days if comes and latest else None
        return GateReached(
            requirement=requirement,
            title=known.title if known else "",
            through=end.ref,
            days=days,
            date=gate.date if gate else None,
            purpose=gate.purpose if gate else "",
            past=late,
        )
