"""Dependencies as people see them: a line each, their counts, where a delay goes (Rule 28)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate
from programmes.facts.dependencies import (
    ConfirmationFacts,
    DependencyFacts,
    EndFacts,
    EndReportFacts,
    RequirementDates,
)
from programmes.rules.dependencies import (
    confirm_by,
    confirmed_sides,
    days_past,
    delays,
    expected_on,
    in_order,
    sides_left,
)
from programmes.words import DependencyGroup, DependencyState, Side


@dataclass(frozen=True, kw_only=True)
class End:
    """One end of a dependency, with its name."""

    milestone: str | None
    programme: str
    title: str  # of the milestone, or of the programme where it is meant as a whole
    is_done: bool  # a milestone that is completed

    @property
    def ref(self) -> str:
        """Return the reference that the network knows it by."""
        return self.milestone or self.programme


@dataclass(frozen=True, kw_only=True)
class DependencyLine:
    """A dependency that names its ends, basis by the measured day."""

    ref: str
    title: str
    giver: End
    taker: End
    give_by: date | None
    need_by: date | None
    expected: date | None
    days: int | None  # from need-by to expected: late where positive, in hand where negative
    confirmed: Mapping[Side, ConfirmationFacts]
    confirm_by: date | None
    is_long_unconfirmed: bool
    requirements: tuple[str, ...]
    state: DependencyState
    raised_on: date | None
    closed_on: date | None
    outcome: str

    @property
    def is_open(self) -> bool:
        """Tell whether it still counts."""
        return self.state is DependencyState.OPEN

    @property
    def days_late(self) -> int:
        """Return by how many days it comes too late, 0 for none or where it has ended."""
        return max(self.days or 0, 0) if self.is_open and not self.giver.is_done else 0

    @property
    def in_hand(self) -> int | None:
        """Return the days between what is expected and what is needed, None where it is late."""
        return -self.days if self.days is not None and self.days <= 0 else None

    @property
    def unconfirmed(self) -> tuple[Side, ...]:
        """Return the sides that have still to confirm."""
        return sides_left(self.confirmed) if self.is_open else ()

    @property
    def groups(self) -> tuple[DependencyGroup, ...]:
        """Return the groups it is counted in."""
        belongs = {
            DependencyGroup.BREACH: self.days_late > 0,
            DependencyGroup.UNCONFIRMED: bool(self.unconfirmed),
            DependencyGroup.LONG_UNCONFIRMED: self.is_long_unconfirmed,
        }
        return tuple(group for group, holds in belongs.items() if holds)

    @property
    def programmes(self) -> frozenset[str]:
        """Return the references of the programmes at its two ends."""
        return frozenset({self.giver.programme, self.taker.programme})

    def touches(self, ref: str) -> bool:
        """Tell whether a milestone or a programme is at one of its ends."""
        own = (self.giver, self.taker)
        return any(ref in {end.milestone, end.programme} for end in own)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What lines are basis by, and what their ends are called."""

    measured: Measured
    holidays: frozenset[date]
    reported: Mapping[str, EndReportFacts]  # milestones by reference
    programmes: Mapping[str, str]  # names by reference


def dependency_lines(facts: Iterable[DependencyFacts], basis: Basis) -> tuple[DependencyLine, ...]:
    """Return a line for each dependency that names its ends, the most urgent first."""
    lines = (_line(one, one.giver, one.taker, basis) for one in facts if one.giver and one.taker)
    return tuple(sorted(lines, key=_urgency))


def _line(facts: DependencyFacts, giver: EndFacts, taker: EndFacts, basis: Basis) -> DependencyLine:
    is_open = facts.state is DependencyState.OPEN
    expected = facts.closed_on if facts.state is DependencyState.GIVEN else None
    if is_open:
        expected = expected_on(
            give_by=facts.give_by,
            giver=basis.reported.get(giver.milestone or ""),
            measured=basis.measured,
        )
    confirmed = confirmed_sides(facts.confirmations, days_set_at=facts.days_set_at)
    by = confirm_by(facts.days_set_at, holidays=basis.holidays) if facts.days_set_at else None
    missing = is_open and bool(sides_left(confirmed))
    same = ("ref", "title", "give_by", "need_by", "requirements", "state", "raised_on")
    return DependencyLine(
        **{name: getattr(facts, name) for name in (*same, "closed_on", "outcome")},
        giver=_end(giver, basis),
        taker=_end(taker, basis),
        expected=expected,
        days=days_past(facts.need_by, expected),
        confirmed=confirmed,
        confirm_by=by,
        is_long_unconfirmed=missing and basis.measured.has_passed(by),
    )


def _end(facts: EndFacts, basis: Basis) -> End:
    row = basis.reported.get(facts.milestone or "")
    name = basis.programmes.get(facts.programme, facts.programme)
    return End(
        milestone=facts.milestone,
        programme=facts.programme,
        title=row.title if row else name,
        is_done=row is not None and basis.measured.knows(row.actual_on),
    )


def _urgency(line: DependencyLine) -> tuple[object, ...]:
    return (
        not line.is_open,
        -line.days_late,
        not line.is_long_unconfirmed,
        line.need_by or date.max,
        line.ref,
    )


@dataclass(frozen=True, kw_only=True)
class DependencyCounts:
    """How many dependencies of some lines are open, and how many ask for somebody to act."""

    open: int
    groups: Mapping[DependencyGroup, int]


def dependency_counts(lines: Iterable[DependencyLine]) -> DependencyCounts:
    """Return the counts of some lines; the overarching ones are in none."""
    rows = [line for line in lines if line.is_open]
    groups = {group: sum(group in line.groups for line in rows) for group in DependencyGroup}
    return DependencyCounts(open=len(rows), groups=groups)


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
        gate = known.next_after(self.basis.measured.on) if known else None
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
