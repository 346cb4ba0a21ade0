"""Which evidence an assessor may cite: what is for the requirement, and what they look for (22)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from assurance.models import Evidence, EvidenceSeal, EvidenceUse, EvidenceVersion
from assurance.rules.evidence import is_expired
from assurance.words.evidence import EvidenceKind, SealStep
from irp.models import User
from irp.rules.texts import tidied

MOST = 40
NAME = "cite-"  # what the boxes of a form begin with


class Citable(NamedTuple):
    """A version in force that can be cited."""

    key: int
    ref: str
    title: str
    number: int
    kind: EvidenceKind
    effective_from: date
    effective_to: date
    is_expired: bool
    prepared_by: str
    prepared_by_id: int | None


def citable(
    *, user: User, find: str = "", picked: Collection[int] = (), on: date, **requirement: Any
) -> list[Citable]:
    """Return what a person may cite, in two statements: at most 40 pieces, the newest first.

    `find` are words of a title or a reference, `picked` the keys of versions chosen before,
    `requirement` the columns of the requirements whose evidence is offered.
    """
    of = {f"requirement__{name}": value for name, value in requirement.items()}
    ties = EvidenceUse.objects.filter(evidence=OuterRef("pk"), ended=False, **of)
    asked = Q(Exists(ties)) | Q(pk__in=_pieces_of(picked))
    # PostgreSQL cannot be asked for signs that no title holds.
    if words := tidied(find).strip():
        asked |= Q(title__icontains=words) | Q(ref__iexact=words)
    rows = Evidence.objects.visible_to(user).filter(asked)
    rows = rows.filter(Q(retired_on=None) | Q(retired_on__gt=on)).order_by("-number")
    keys = list(rows.values_list("pk", flat=True)[:MOST])
    sealed = EvidenceSeal.objects.filter(sha256=OuterRef("sha256"), step=SealStep.CONFIRMED)
    versions = EvidenceVersion.objects.filter(evidence__in=keys).annotate(gone=Exists(sealed))
    newest = {
        row.evidence_id: row for row in versions.select_related("evidence").order_by("number")
    }
    return [_citable(newest[key], on) for key in keys if key in newest and not newest[key].gone]


def _pieces_of(picked: Collection[int]) -> list[int]:
    if not picked:
        return []
    rows = EvidenceVersion.objects.filter(pk__in=list(picked))
    return list(rows.values_list("evidence_id", flat=True))


def _citable(row: EvidenceVersion, on: date) -> Citable:
    return Citable(
        key=row.pk,
        ref=row.evidence.ref,
        title=row.evidence.title,
        number=row.number,
        kind=EvidenceKind(row.evidence.kind),
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        is_expired=is_expired(row.expires_on, on=on),
        prepared_by=row.prepared_by_name,
        prepared_by_id=row.prepared_by_id,
    )


def cite_name(key: int) -> str:
    """Return the name of the box of a version."""
    return f"{NAME}{key}"


def picked_in(data: Mapping[str, str]) -> set[int]:
    """Return the keys of the versions that a form which was sent cites."""
    keys = (name.removeprefix(NAME) for name in data if name.startswith(NAME) and data[name])
    return {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 16}
