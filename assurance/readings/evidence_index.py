"""The index of evidence that a frozen month keeps: what each piece is, never its content (22)."""

from collections import defaultdict
from typing import Any

from assurance.facts.evidence import IndexedFacts
from assurance.models import Evidence, EvidenceSeal, EvidenceUse, EvidenceVersion, Requirement
from assurance.rules.evidence import OPEN_TO_ALL
from assurance.words.classification import Classification
from assurance.words.evidence import EvidenceKind, EvidenceType, SealStep
from irp.readings import Source
from irp.rules.calendar import london_day

PIECE = ("id", "ref", "title", "type", "kind", "classification", "directorates", "retired_on")
HELD = ("number", "effective_from", "effective_to", "expires_on", "sha256")


def evidence_index(source: Source) -> tuple[IndexedFacts, ...]:
    """Return the pieces in use by number, in five statements.

    Of an exempt or confidential one the title is left out: a pack is read by people who may not
    see it (Rule 29).
    """
    on = london_day(source.at)
    versions = EvidenceVersion.objects.filter(at__lte=source.at).order_by("number")
    newest = {row[0]: row[1:] for row in versions.values_list("evidence_id", *HELD)}
    seals = EvidenceSeal.objects.filter(at__lte=source.at, step=SealStep.CONFIRMED)
    sealed = set(seals.values_list("sha256", flat=True))
    uses = _uses(source)
    return tuple(
        _indexed(row, newest[row[0]], sealed, uses)
        for row in source.columns(Evidence, *PIECE)
        if row[0] in newest and (row[-1] is None or on < row[-1])
    )


def _uses(source: Source) -> dict[int, list[str]]:
    """Return the references of the requirements that each piece is for, each once."""
    refs = dict(source.columns(Requirement, "id", "ref"))
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for piece, requirement, ended in source.columns(
        EvidenceUse, "evidence_id", "requirement_id", "ended"
    ):
        if not ended:
            found[piece][refs[requirement]] = None
    return {piece: sorted(refs_of_piece) for piece, refs_of_piece in found.items()}


def _indexed(
    row: tuple[Any, ...], held: tuple[Any, ...], sealed: set[str], uses: dict[int, list[str]]
) -> IndexedFacts:
    key, ref, title, what, kind, classified, directorates, _ = row
    number, effective_from, effective_to, expires_on, sha256 = held
    classification = Classification(classified)
    return IndexedFacts(
        ref=ref,
        title=title if classification in OPEN_TO_ALL else "",
        type=EvidenceType(what),
        kind=EvidenceKind(kind),
        classification=classification,
        version=number,
        effective_from=effective_from,
        effective_to=effective_to,
        expires_on=expires_on,
        sha256=sha256,
        is_sealed=sha256 in sealed,
        requirements=tuple(uses.get(key, ())),
        directorates=tuple(directorates),
    )
