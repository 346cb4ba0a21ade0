"""What the step-down position rests on, and the evidence of what is missing (Rules 21 and 22)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from assurance.facts.citations import GroundsFacts, ShelfFacts
from assurance.facts.evidence import HeldFacts
from assurance.models import Evidence, EvidenceSeal, EvidenceUse, EvidenceVersion
from assurance.readings.citations import citations_of_position
from assurance.readings.sustained import settings_of
from assurance.rules.evidence import SEES_ALL
from assurance.words.evidence import EvidenceKind, SealStep
from irp.models import User
from irp.readings import Now, Source
from irp.rules.measuring import Measured

PIECE = ("kind", "retired_on", "directorates")
HELD = ("effective_from", "effective_to", "expires_on", "is_sealed")


def grounds_of(source: Source, *, user: User, measured: Measured) -> GroundsFacts:
    """Return it as far as a person may see it (Rule 29), in one statement."""
    cited, expired = citations_of_position(user=user, at=source.at, on=measured.on)
    return GroundsFacts(cited=cited, expired=expired)


def shelf_of(source: Source, refs: Sequence[str], *, user: User, measured: Measured) -> ShelfFacts:
    """Return the evidence held for some requirements as far as a person may see it (Rule 29).

    In three statements now and four of the past.
    """
    return ShelfFacts(
        held=_held(source, refs, user=user),
        sustained={row.requirement: row.setting for row in settings_of(source, refs)},
        sees_all=user.holds_kind(*SEES_ALL),
        measured=measured,
    )


def _held(source: Source, refs: Sequence[str], *, user: User) -> dict[str, list[HeldFacts]]:
    """Return the pieces for each requirement with their version in force.

    References never change: they may be joined.
    """
    names = ("evidence_id", "requirement__ref", "ended")
    every = source.columns(EvidenceUse, *names, requirement__ref__in=list(refs))
    uses = [(key, ref) for key, ref, ended in every if not ended]
    pieces = _pieces(source, sorted({key for key, _ in uses}), user)
    held = {key: HeldFacts(*piece) for key, piece in pieces}
    found: dict[str, dict[int, HeldFacts]] = defaultdict(dict)
    for key, ref in uses:
        if key in held:
            found[ref][key] = held[key]
    return {ref: list(by_key.values()) for ref, by_key in found.items()}


def _pieces(
    source: Source, keys: Sequence[int], user: User
) -> Iterable[tuple[int, tuple[Any, ...]]]:
    """Return those of some pieces that a person may see, by key, as columns of `HeldFacts`."""
    confirmed = EvidenceSeal.objects.filter(
        sha256=OuterRef("sha256"), step=SealStep.CONFIRMED, at__lte=source.at
    )
    seen = Evidence.objects.visible_to(user).filter(pk__in=keys).values("pk")
    versions = EvidenceVersion.objects.filter(at__lte=source.at, evidence__in=seen)
    names = (*(f"evidence__{name}" for name in PIECE), *HELD)
    rows = versions.annotate(is_sealed=Exists(confirmed)).order_by("number")
    newest = {key: held for key, *held in rows.values_list("evidence_id", *names)}
    if not isinstance(source, Now):
        then = {key: piece for key, *piece in source.columns(Evidence, "id", *PIECE, id__in=keys)}
        newest = {key: then[key] + held[3:] for key, held in newest.items() if key in then}
    for key, (kind, retired_on, directorates, *held) in newest.items():
        yield key, (EvidenceKind(kind), retired_on, tuple(directorates), *held)
