"""Dependencies as people see them: a line each, and their counts (Rule 28)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from irp.rules.date_spans import days_said
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from programmes.facts.dependencies import (
    ConfirmationFacts,
    DependencyFacts,
    EndFacts,
    EndReportFacts,
)
from programmes.figures.groups import count_of_each
from programmes.rules.dependencies import (
    confirm_by,
    confirmed_sides,
    days_past,
    expected_on,
    sides_left,
)
from programmes.words import DependencyGroup, DependencyState, Side

AS_RECORDED = (
    "ref", "title", "description", "give_by", "need_by", "requirements", "state", "raised_on",
    "closed_on", "outcome",
)  # fmt: skip


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
    """A dependency that names its ends, judged by the measured day."""

    ref: str
    title: str
    description: str
    giver: End
    taker: End
    give_by: date | None
    need_by: date | None
    expected: date | None
    days: int | None  # from need-by to expected: late where positive, in hand where negative
    confirmations: tuple[ConfirmationFacts, ...]  # every one, oldest first
    confirmed: Mapping[Side, ConfirmationFacts]  # the days as they now are
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
    """What lines are judged by, and what their ends are called."""

    measured: Measured
    holidays: frozenset[date]
    reported: Mapping[str, EndReportFacts]  # milestones by reference
    programmes: Mapping[str, str]  # names by reference


def dependency_lines(facts: Iterable[DependencyFacts], basis: Basis) -> tuple[DependencyLine, ...]:
    """Return a line for each dependency that names its ends, the most urgent first."""
    lines = (_line(row, row.giver, row.taker, basis) for row in facts if row.giver and row.taker)
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
    return DependencyLine(
        **{name: getattr(facts, name) for name in AS_RECORDED},
        giver=_end(giver, basis),
        taker=_end(taker, basis),
        expected=expected,
        days=days_past(facts.need_by, expected),
        confirmations=facts.confirmations,
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
    ended: int
    groups: Mapping[DependencyGroup, int]


def dependency_counts(lines: Iterable[DependencyLine]) -> DependencyCounts:
    """Return the counts of some lines; the overarching ones are in none."""
    every = list(lines)
    rows = [line for line in every if line.is_open]
    groups = count_of_each(DependencyGroup, rows)
    return DependencyCounts(open=len(rows), ended=len(every) - len(rows), groups=groups)


def dependencies_finding(lines: Sequence[DependencyLine]) -> str:
    """Return what some lines come to: "2 of 7 open dependencies are expected too late"."""
    counts = dependency_counts(lines)
    late = counts.groups[DependencyGroup.BREACH]
    many = counted(counts.open, "open dependency", "open dependencies")
    if not late:
        return f"{many}, none expected too late"
    worst = max(lines, key=lambda line: line.days_late)
    return (
        f"{late} of {many} {'is' if late == 1 else 'are'} expected too late; {worst.ref} by "
        f"{days_said(worst.days_late)}"
    )
