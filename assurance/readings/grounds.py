"""What the step-down position rests on, and the evidence of what is missing (Rules 21 and 22)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef

from assurance.facts.citations import GroundsFacts
from assurance.facts.evidence import HeldFacts
from assurance.models import Evidence, EvidenceSeal, EvidenceUse, EvidenceVersion
from assurance.readings.citations import citations_of_position
from assurance.readings.sustained import settings_of_all
from assurance.rules.evidence import SEES_ALL
from assurance.words.evidence import EvidenceKind, SealStep
from irp.models import User
from irp.readings import Now, Source
from irp.rules.calendar import london_day

PIECE = ("kind", "retired_on", "directorates")
HELD = ("effective_from", "effective_to", "expires_on", "is_sealed")


def grounds_of(source: Source, *, user: User) -> GroundsFacts:
    """Return them as far as a person may see them (Rule 29), in as many statements for any plan."""
    cited, expired = citations_of_position(user=user, at=source.at)
    return GroundsFacts(
        cited=cited,
        expired=expired,
        held=held_by_requirement(source, user=user),
        sustained={one.requirement: one.setting for one in settings_of_all(source)},
        sees_all=user.holds_kind(*SEES_ALL),
        on=london_day(source.at),
    )


def held_by_requirement(source: Source, *, user: User) -> dict[str, list[HeldFacts]]:
    """Return the pieces for each requirement with their version in force.

    In two statements now and three of the past. References never change: they may be joined.
    """
    pieces = {key: HeldFacts(*piece) for key, piece in _pieces(source, user)}
    found: dict[str, dict[int, HeldFacts]] = defaultdict(dict)
    for key, ref, ended in source.columns(EvidenceUse, "evidence_id", "requirement__ref", "ended"):
        if not ended and key in pieces:
            found[ref][key] = pieces[key]
    return {ref: list(some.values()) for ref, some in found.items()}


def _pieces(source: Source, user: User) -> Iterable[tuple[int, tuple[Any, ...]]]:
    """Return each piece that a person may see by its key, as columns of `HeldFacts`."""
    confirmed = EvidenceSeal.objects.filter(
        sha256=OuterRef("sha256"), step=SealStep.CONFIRMED, at__lte=source.at
    )
    seen = Evidence.objects.visible_to(user).values("pk")
    versions = EvidenceVersion.objects.filter(at__lte=source.at, evidence__in=seen)
    names = (*(f"evidence__{name}" for name in PIECE), *HELD)
    rows = versions.annotate(is_sealed=Exists(confirmed)).order_by("number")
    newest = {key: held for key, *held in rows.values_list("evidence_id", *names)}
    if not isinstance(source, Now):
        then = {key: piece for key, *piece in source.columns(Evidence, "id", *PIECE)}
        newest = {key: then[key] + held[3:] for key, held in newest.items() if key in then}
    for key, (kind, retired_on, directorates, *held) in newest.items():
        yield key, (EvidenceKind(kind), retired_on, tuple(directorates), *held)
