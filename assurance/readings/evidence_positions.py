"""Evidence as far as long lists filter, count and order it, and what it can be for (Rule 22)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Max, Q, QuerySet, Value

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
from assurance.readings.gates import NO_DATES, gates_due
from assurance.readings.seen import asker_of
from assurance.words.evidence import EvidenceKind, EvidenceType, SealStep
from irp.models import User
from irp.prepared import Asker
from irp.querysets import Keys, keys_in
from irp.readings import Now, Source, rows_of
from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate

KINDS = {kind.value: kind for kind in EvidenceKind}
Tied = tuple[tuple[str, ...], tuple[int, ...], tuple[PlanDate, ...]]
TYPES = {kind.value: kind for kind in EvidenceType}
STANDS = (
    *("evidence__kind", "evidence__type", "evidence__retired_on"),
    *("expires_on", "is_sealed"),
)
Alike = tuple[tuple[Any, ...], list[int]]  # what `STANDS` names, and keys


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
    due = {id(gates): tuple(gate.due for gate in gates) for gates in (*dates.values(), NO_DATES)}
    on = london_day(source.at)
    return Register(
        known={
            key: Place(
                ref=ref,
                outcome=outcomes.get(outcome) or 0,
                test=tests.get(test) or 0,
                gates=due[id(dates.get(key, NO_DATES))],
            )
            for key, ref, _, outcome, test, _ in rows
        },
        in_force=[
            row[1] for row in sorted(rows, key=lambda row: row[3:]) if row[2] is None or on < row[2]
        ],
        titles=dict(sorted((number, title) for place, _, number, title in written if place == 0)),
    )


def evidence_positions(source: Source, *, user: User, register: Register) -> list[EvidencePosition]:
    """Return the pieces that a person may see, alike ones together, as `readings.evidence` does.

    In two statements now, whose answers are as short as few are alike, and in four of the past.
    """
    alike = _now(source, user) if isinstance(source, Now) else _then(source, user)
    uses = _uses(source)
    # Many pieces are for the same requirements: they hold one and the same tuples.
    made: dict[tuple[int, ...], Tied] = {(): ((), (), ())}
    found = []
    for (kind, what, retired_on, expires_on, is_sealed), keys in alike:
        ties: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for key in keys:
            ties[uses.get(key, ())].append(key)
        for those, some in ties.items():
            if those not in made:
                made[those] = _tied([register.known[one] for one in those])
            refs, outcomes, gates = made[those]
            position = EvidencePosition(
                keys=tuple(some),
                kind=KINDS[kind],
                type=TYPES[what],
                retired_on=retired_on,
                expires_on=expires_on,
                is_sealed=is_sealed,
                requirements=refs,
                outcomes=outcomes,
                gates=gates,
            )
            found.append(position)
    return found


def _uses(source: Source) -> dict[int, tuple[int, ...]]:
    """Return the requirements that each piece is for, by its key."""
    if isinstance(source, Now):
        rows = [(one, keys_in(joined)) for one, joined in rows_of(_by_requirement)]
    else:
        names = ("requirement_id", "evidence_id", "ended")
        rows = [
            (one, [key]) for one, key, ended in source.columns(EvidenceUse, *names) if not ended
        ]
    uses: dict[int, tuple[int, ...]] = {}
    for requirement, keys in rows:
        alone = (requirement,)  # one and the same of all that are for nothing else
        for key in set(keys):
            before = uses.get(key)
            if before is None:
                uses[key] = alone
            elif requirement not in before:
                uses[key] = before + alone
    return uses


def _by_requirement() -> QuerySet[EvidenceUse, Any]:
    rows = EvidenceUse.objects.filter(ended=False).order_by().values("requirement_id")
    return rows.annotate(keys=Keys("evidence_id")).values_list("requirement_id", "keys")


def _now(source: Now, user: User) -> list[Alike]:
    """Return what pieces have in common, each with the keys of those that are alike in it."""
    kinds, mine = asker_of(user)
    rows = rows_of(_alike, kinds, until=source.at, **mine)
    return [(tuple(stands), keys_in(joined)) for joined, *stands in rows]


def _alike(
    kinds: frozenset[str], *, until: datetime, by: int | None = None
) -> QuerySet[EvidenceVersion, Any]:
    by_piece = EvidenceVersion.objects.filter(at__lte=until).order_by().values("evidence")
    newest = by_piece.annotate(newest=Max("pk")).values("newest")  # later versions have later keys
    confirmed = EvidenceSeal.objects.filter(step=SealStep.CONFIRMED, at__lte=until).order_by()
    sealed = ExpressionWrapper(Q(sha256__in=confirmed.values("sha256")), BooleanField())
    rows = EvidenceVersion.objects.filter(pk__in=newest)
    if by:  # who sees not all
        rows = rows.filter(evidence__in=Evidence.objects.visible_to(Asker(kinds, by)).values("pk"))
    alike = rows.order_by().annotate(is_sealed=sealed).values(*STANDS)
    return alike.annotate(keys=Keys("evidence_id")).values_list("keys", *STANDS)


def _then(source: Source, user: User) -> list[Alike]:
    """Return the same of the past, each piece by itself."""
    versions = _newest(source, user)
    sealed = set(
        EvidenceSeal.objects.filter(at__lte=source.at, step=SealStep.CONFIRMED).values_list(
            "sha256", flat=True
        )
    )
    found: list[Alike] = []
    for key, kind, what, retired_on in source.columns(Evidence, "id", "kind", "type", "retired_on"):
        if key in versions:
            expires_on, sha256 = versions[key]
            found.append(((kind, what, retired_on, expires_on, sha256 in sealed), [key]))
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
