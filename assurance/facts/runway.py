"""What the runway is worked out from: requirements, sustained evidence asked for, late delivery."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from assurance.facts import RequirementPosition
from assurance.words.evidence import Cadence


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedFacts:
    """For how many periods in a row commissioners ask to be shown that it works (Rule 22)."""

    requirement: str  # reference
    periods: int
    cadence: Cadence


@dataclass(frozen=True, kw_only=True, slots=True)
class LateFacts:
    """An open milestone that is late, or forecast to be, against its baseline."""

    ref: str
    title: str
    baseline: date
    expected: date  # by its forecast, or today where that is earlier or missing

    @property
    def days(self) -> int:
        """Return by how many days."""
        return (self.expected - self.baseline).days


@dataclass(frozen=True, kw_only=True, slots=True)
class ReachFacts:
    """What ties a late milestone to a requirement: a link, or a dependency on the way to one."""

    milestone: str
    requirement: str
    via: tuple[str, ...]  # references of dependencies and links, in the order they are gone through


@dataclass(frozen=True, kw_only=True, slots=True)
class RunwayKept:
    """What the runway needs beside the requirements themselves, as a frozen month keeps it."""

    needs: tuple[NeedFacts, ...]
    late: tuple[LateFacts, ...]
    reaches: tuple[ReachFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunwayFacts:
    """Everything that the runway shows."""

    requirements: tuple[RequirementPosition, ...]  # in force, in the plan's order
    needs: Mapping[str, NeedFacts]  # by requirement; left out where commissioners set none
    owners: Mapping[str, str]  # posts by requirement; left out where none is named
    late: Mapping[str, LateFacts]  # by milestone
    reaches: tuple[ReachFacts, ...]
    hidden: Set[str] = frozenset()  # requirements of which the commissioners' result is not shown


def whole(
    requirements: Iterable[RequirementPosition],
    beside: RunwayKept,
    owners: Mapping[str, str],
    hidden: Set[str] = frozenset(),
) -> RunwayFacts:
    """Return the facts of the runway from its requirements and what is kept beside them."""
    return RunwayFacts(
        requirements=tuple(requirements),
        needs={need.requirement: need for need in beside.needs},
        owners=owners,
        late={milestone.ref: milestone for milestone in beside.late},
        reaches=beside.reaches,
        hidden=hidden,
    )
