"""Evidence as far as long lists filter, count and order it, and what it can be for (Rule 22)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

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
from assurance.rules.gates import stand_against_met
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
WHAT = ("kind", "type", "retired_on")
Alike = tuple[Sequence[Any], list[int]]  # what `WHAT` names, and the keys of pieces that have it
InForce = tuple[date | None, bool]  # when the version in force expires, and whether it is sealed
PLAIN: InForce = (None, False)


class Place(NamedTuple):
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
    apart = {id(gates): gates for gates in (*dates.values(), NO_DATES)}
    due = {
        key: tuple(gate.due for gate in stand_against_met(gates)) for key, gates in apart.items()
    }
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

    In three statements now, whose answers are as short as few are alike, and in four of the past.
    """
    pieces, versions = _now(source, user) if isinstance(source, Now) else _then(source, user)
    uses = _uses(source)
    # Many pieces are for the same requirements: they hold one and the same tuples.
    made: dict[tuple[int, ...], Tied] = {(): ((), (), ())}
    found = []
    for (kind, what, retired_on), keys in pieces:
        alike: dict[tuple[tuple[int, ...], InForce], list[int]] = defaultdict(list)
        for key in keys:
            alike[uses.get(key, ()), versions.get(key, PLAIN)].append(key)
        for (tied, (expires_on, is_sealed)), pieces_alike in alike.items():
            if tied not in made:
                made[tied] = _tied([register.known[requirement] for requirement in tied])
            refs, outcomes, gates = made[tied]
            position = EvidencePosition(
                keys=tuple(pieces_alike),
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
        rows = [(requirement, keys_in(joined)) for requirement, joined in rows_of(_by_requirement)]
    else:
        names = ("requirement_id", "evidence_id", "ended")
        rows = [
            (requirement, [key])
            for requirement, key, ended in source.columns(EvidenceUse, *names)
            if not ended
        ]
    uses: dict[int, tuple[int, ...]] = {}
    for requirement, keys in rows:
        # Pieces that are for it alone hold one and the same tuple.
        pieces: dict[int, tuple[int, ...]] = dict.fromkeys(keys, (requirement,))
        for key in uses.keys() & pieces.keys():
            before = uses[key]
            pieces[key] = before if requirement in before else (*before, requirement)
        uses |= pieces
    return uses


def _by_requirement() -> QuerySet[EvidenceUse, Any]:
    rows = EvidenceUse.objects.filter(ended=False).order_by().values("requirement_id")
    return rows.annotate(keys=Keys("evidence_id")).values_list("requirement_id", "keys")


def _now(source: Now, user: User) -> tuple[list[Alike], dict[int, InForce]]:
    """Return the pieces, those of a kind together, and what is not plain of their versions."""
    kinds, mine = asker_of(user)
    told = rows_of(_alike, kinds, **mine)
    pieces: list[Alike] = [(what, keys_in(joined)) for joined, *what in told]
    versions: dict[int, InForce] = {
        key: (expires_on, bool(is_sealed))
        for joined, expires_on, is_sealed in rows_of(_not_plain, until=source.at)
        for key in keys_in(joined)
    }
    return pieces, versions


def _alike(kinds: frozenset[str], *, by: int | None = None) -> QuerySet[Evidence, Any]:
    """Return the pieces that are seen, those of a kind in a row: its index alone is read."""
    rows = Evidence.objects.visible_to(Asker(kinds, by)) if by else Evidence.objects.all()
    alike = rows.order_by().values(*WHAT).annotate(keys=Keys("id"))
    return alike.values_list("keys", *WHAT)


def _not_plain(*, until: datetime) -> QuerySet[EvidenceVersion, Any]:
    """Return the pieces whose version in force expires some day or is sealed, alike ones in a row.

    A later version has a later key.
    """
    confirmed = EvidenceSeal.objects.filter(step=SealStep.CONFIRMED, at__lte=until).order_by()
    sealed = Q(sha256__in=confirmed.values("sha256"))
    later = EvidenceVersion.objects.filter(
        evidence=OuterRef("evidence"), pk__gt=OuterRef("pk"), at__lte=until
    )
    rows = EvidenceVersion.objects.filter(
        Q(expires_on__isnull=False) | sealed, ~Exists(later), at__lte=until
    )
    is_sealed = ExpressionWrapper(sealed, BooleanField())
    alike = rows.order_by().annotate(is_sealed=is_sealed).values("expires_on", "is_sealed")
    return alike.annotate(keys=Keys("evidence_id")).values_list("keys", "expires_on", "is_sealed")


def _then(source: Source, user: User) -> tuple[list[Alike], dict[int, InForce]]:
    """Return the same of the past, each piece by itself."""
    confirmed = EvidenceSeal.objects.filter(at__lte=source.at, step=SealStep.CONFIRMED)
    sealed = set(confirmed.values_list("sha256", flat=True))
    versions = {
        key: (expires_on, sha256 in sealed)
        for key, (expires_on, sha256) in _newest(source, user).items()
    }
    pieces: list[Alike] = [
        (what, [key]) for key, *what in source.columns(Evidence, "id", *WHAT) if key in versions
    ]
    return pieces, versions


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
