"""Evidence as far as long lists filter, count and order it, and what it can be for (Rule 22)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Value

from assurance.facts.evidence import EvidencePosition
from assurance.models import (
    Evidence,
    EvidenceSeal,
    EvidenceUse,
    EvidenceVersion,
    PriorityOutcome,
    Requirement,
)
from assurance.models.plan import AssuranceTest
from assurance.readings.gates import gates_due
from assurance.words.evidence import EvidenceKind, EvidenceType, SealStep
from irp.models import User
from irp.readings import Source
from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate

KINDS = {kind.value: kind for kind in EvidenceKind}
Tied = tuple[tuple[str, ...], tuple[int, ...], tuple[PlanDate, ...]]
TYPES = {kind.value: kind for kind in EvidenceType}


@dataclass(frozen=True, slots=True)
class Place:
    """A requirement as far as evidence names it."""

    ref: str
    outcome: int
    test: int
    gates: tuple[PlanDate, ...]


@dataclass(frozen=True)
class Register:
    """The requirements by key, the references of those in force in order, outcomes by number."""

    known: Mapping[int, Place]
    in_force: Sequence[str]
    titles: Mapping[int, str]


def register_read(source: Source) -> Register:
    """Return what evidence can be for, in three statements."""
    parts = (
        (PriorityOutcome, (Value(0), "id", "number", "title")),
        (AssuranceTest, (Value(1), "id", "number", "name")),
    )
    written = source.columns_of(parts)
    outcomes = {key: number for place, key, number, _ in written if place == 0}
    tests = {key: number for place, key, number, _ in written if place == 1}
    names = ("id", "ref", "retired_on", "outcome_id", "test_id", "number")
    rows = source.columns(Requirement, *names)
    dates = gates_due(source)
    on = london_day(source.at)
    return Register(
        known={
            key: Place(
                ref=ref,
                outcome=outcomes.get(outcome) or 0,
                test=tests.get(test) or 0,
                gates=tuple(gate.due for gate in dates.get(key, ())),
            )
            for key, ref, _, outcome, test, _ in rows
        },
        in_force=[
            row[1] for row in sorted(rows, key=lambda row: row[3:]) if row[2] is None or on < row[2]
        ],
        titles=dict(sorted((number, title) for place, _, number, title in written if place == 0)),
    )


def evidence_positions(source: Source, *, user: User, register: Register) -> list[EvidencePosition]:
    """Return the pieces that a person may see, in four statements, as `readings.evidence` does."""
    rows = source.columns(Evidence, "id", "kind", "type", "retired_on")
    versions = _newest(source, user)
    uses: dict[int, list[int]] = defaultdict(list)
    for key, requirement, ended in source.columns(
        EvidenceUse, "evidence_id", "requirement_id", "ended"
    ):
        if not ended and requirement not in uses[key]:
            uses[key].append(requirement)
    sealed = set(
        EvidenceSeal.objects.filter(at__lte=source.at, step=SealStep.CONFIRMED).values_list(
            "sha256", flat=True
        )
    )
    # Many pieces are for the same requirements: they hold one and the same tuples.
    made: dict[tuple[int, ...], Tied] = {}
    found = []
    for key, kind, what, retired_on in rows:
        if key not in versions:
            continue
        expires_on, sha256 = versions[key]
        those = tuple(uses.get(key, ()))
        if those not in made:
            made[those] = _tied([register.known[one] for one in those])
        refs, outcomes, gates = made[those]
        found.append(
            EvidencePosition(
                key=key,
                kind=KINDS[kind],
                type=TYPES[what],
                retired_on=retired_on,
                expires_on=expires_on,
                is_sealed=sha256 in sealed,
                requirements=refs,
                outcomes=outcomes,
                gates=gates,
            )
        )
    return found


def _tied(places: Sequence[Place]) -> Tied:
    return (
        tuple(place.ref for place in places),
        tuple(dict.fromkeys(place.outcome for place in places)),
        tuple(gate for place in places for gate in place.gates),
    )


def _newest(source: Source, user: User) -> dict[int, tuple[date | None, str]]:
    """Return when the version in force expires, and its hash, of each piece that is seen."""
    seen = Evidence.objects.visible_to(user).values("pk")
    rows = EvidenceVersion.objects.filter(at__lte=source.at, evidence__in=seen).order_by("number")
    return {
        key: (expires_on, sha256)
        for key, expires_on, sha256 in rows.values_list("evidence_id", "expires_on", "sha256")
    }
