"""Which assurance dates a request's new dates come after, by what ties them (Rule 18).

A request never moves such a date: only commissioners do. What is said here informs who decides.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from irp.rules.numbers import counted
from irp.rules.plan_dates import UNDATED, PlanDate, QuarterConvention, printed
from programmes.facts.changes import ChangeRowFacts
from programmes.facts.dependencies import RequirementDates
from programmes.rules.changes import Proposed, Stands
from programmes.words import ChangeKind

SETS_A_DATE = frozenset({ChangeKind.DATE, ChangeKind.ADD, ChangeKind.SPLIT, ChangeKind.MERGE})
Tie = tuple[str, Iterable[str], Iterable[str]]  # what ties which milestones to which requirements


@dataclass(frozen=True, kw_only=True)
class GateTies:
    """What milestones lead to: by milestone each requirement with what ties it, and the dates."""

    by: Mapping[str, Mapping[str, str]]
    dates: Mapping[str, RequirementDates]


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A date that a request proposes beside the one that stands; `name` is of new work its words.

    `milestone` is None for new work.
    """

    name: str
    milestone: str | None
    old: PlanDate
    new: PlanDate


@dataclass(frozen=True, kw_only=True)
class GateOvertaken:
    """An assurance date that a proposed date comes after.

    `through` is the dependency or risk that ties them, "" where the request names the requirement;
    `before` says that the date that stands is later than it already.
    """

    name: str
    new: PlanDate
    requirement: str
    purpose: str
    date: PlanDate
    days: int
    through: str
    before: bool

    @property
    def is_by_risk(self) -> bool:
        """Tell whether a risk ties them, overarching or a programme's: "R-01", "ODC-R-01"."""
        return re.search(r"(^|-)R-\d", self.through) is not None

    @property
    def tie(self) -> str:
        """Return what ties them: "dependency D-101"; "" where the request names it."""
        if not self.through:
            return ""
        return f"{'risk' if self.is_by_risk else 'dependency'} {self.through}"


def ties_by_milestone(
    dependencies: Iterable[Tie], risks: Iterable[Tie]
) -> dict[str, dict[str, str]]:
    """Return what ties each milestone to each requirement; a dependency before a risk."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for through, milestones, requirements in (*dependencies, *risks):
        wanted = list(requirements)
        for milestone in milestones:
            for ref in wanted:
                found[milestone].setdefault(ref, through)
    return found


def overtaken(
    moves: Iterable[Moved], named: Collection[str], ties: GateTies
) -> tuple[GateOvertaken, ...]:
    """Return the dates that come before a proposed one; `named` are a request's requirements."""
    found = []
    for move in moves:
        leads = ties.by.get(move.milestone or "", {})
        for ref in dict.fromkeys((*named, *leads)):
            known = ties.dates.get(ref)
            through = "" if ref in named else leads[ref]
            found += _of_requirement(move, known, through) if known else []
    return tuple(found)


def _of_requirement(move: Moved, known: RequirementDates, through: str) -> list[GateOvertaken]:
    found = []
    for gate in known.dates:
        due, new, old = gate.date.latest, move.new.latest, move.old.latest
        if due is None or new is None or new <= due:
            continue
        found.append(
            GateOvertaken(
                name=move.name,
                new=move.new,
                requirement=known.ref,
                purpose=gate.purpose,
                date=gate.date,
                days=(new - due).days,
                through=through,
                before=old is not None and old > due,
            )
        )
    return found


def moves_asked(rows: Iterable[tuple[Proposed, Stands | None]]) -> list[Moved]:
    """Return the dates that a request proposes, before it is made."""
    return [
        Moved(
            name=stands.ref if stands and proposed.kind is not ChangeKind.SPLIT else proposed.title,
            milestone=stands.ref if stands else None,
            old=stands.now if stands else UNDATED,
            new=proposed.new,
        )
        for proposed, stands in rows
        if proposed.kind in SETS_A_DATE
    ]


def moves_of(rows: Iterable[ChangeRowFacts]) -> list[Moved]:
    """Return the dates that rows of a request propose."""
    return [
        Moved(
            name=row.milestone
            if row.milestone and row.kind is not ChangeKind.SPLIT
            else row.new_title,
            milestone=row.milestone,
            old=row.old,
            new=row.new,
        )
        for row in rows
        if row.kind in SETS_A_DATE
    ]


def overtaking(gate: GateOvertaken, *, irp: QuarterConvention, cap: QuarterConvention) -> str:
    """Return what a date comes after, in a sentence without its end.

    `irp` and `cap` are how the two plans count their quarters: months stand beside each (Rule 11).
    """
    new, date = printed(gate.new, quarters=irp), printed(gate.date, quarters=cap)
    tie = f" ({gate.tie})" if gate.tie else ""
    return (
        f"{gate.name} at {new} is {counted(gate.days, 'day')} after the "
        f"{gate.purpose.lower()} date of {gate.requirement}, {date}{tie}"
    )


def unsaid(gates: Iterable[GateOvertaken]) -> GateOvertaken | None:
    """Return the first date that a request has to say it overtakes, None where there is none.

    Those of requirements that it names, or that a dependency of its milestones leads to. A risk
    ties them too loosely, and what was late already is overtaken by no new request.
    """
    return next((gate for gate in gates if not gate.before and not gate.is_by_risk), None)
