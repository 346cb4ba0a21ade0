"""One piece of evidence with all its versions and what was done to it, from few statements (22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assurance.facts.evidence import EvidenceFacts, UseFacts, VersionFacts
from assurance.models import (
    Evidence,
    EvidenceDownload,
    EvidenceSeal,
    EvidenceUse,
    LinkCheck,
    Requirement,
)
from assurance.readings.evidence import check_facts, evidence_facts, version_facts
from assurance.readings.gates import gates_due
from assurance.readings.seals import seals
from assurance.rules.gates import stand_against_met
from assurance.words.evidence import EvidenceKind
from irp.readings import Source


@dataclass(frozen=True)
class PieceRead:
    """A piece up to a moment: its facts, and the rows that its history is told from."""

    facts: EvidenceFacts
    versions: tuple[VersionFacts, ...]  # the newest first
    history: Sequence[Any]  # of what it says of itself, the newest first
    ties: Sequence[Any]  # history rows of what it is for, the oldest first
    refs: dict[int, str]  # of the requirements that it is or was for, by key
    checks: Sequence[LinkCheck]
    seals: Sequence[EvidenceSeal]
    downloads: Sequence[EvidenceDownload]


def ties_of(row: Evidence) -> list[EvidenceUse]:
    """Return what a piece is for now, with the requirements, in one statement."""
    ties = EvidenceUse.objects.filter(evidence=row, ended=False)
    return list(ties.select_related("requirement"))


def piece_read(source: Source, row: Evidence) -> PieceRead | None:
    """Return a piece that a person may see, None where it was not there then.

    In five statements for a record, six for a link, eight for a file.
    """
    until = source.at
    history = row.history.filter(history_date__lte=until)
    rows = list(history.order_by("-history_date", "-history_id"))
    held = list(row.versions.filter(at__lte=until).order_by("-number"))
    if not rows or not held:
        return None
    acts = {"evidence_version__evidence": row}
    is_file, is_link = row.kind == EvidenceKind.FILE, row.kind == EvidenceKind.LINK
    sealed = seals(until=until) if is_file else {}
    versions = tuple(version_facts(version, sealed) for version in held)
    checks = source.acts(LinkCheck, **acts) if is_link else []
    ties = list(
        EvidenceUse.history.filter(evidence_id=row.pk, history_date__lte=until).order_by(
            "history_date", "history_id"
        )
    )
    keys = sorted({tie.requirement_id for tie in ties})
    refs = dict(source.columns(Requirement, "id", "ref", id__in=keys)) if keys else {}
    mine = {check.evidence_version_id: check_facts(check) for check in checks}
    return PieceRead(
        facts=evidence_facts(
            rows[0], versions[0], _uses(source, ties, refs), mine.get(versions[0].key)
        ),
        versions=versions,
        history=rows,
        ties=ties,
        refs=refs,
        checks=checks,
        seals=source.acts(EvidenceSeal, **acts) if is_file else [],
        downloads=source.acts(EvidenceDownload, **acts) if is_file else [],
    )


def _uses(source: Source, ties: Sequence[Any], refs: dict[int, str]) -> list[UseFacts]:
    """Return what it is for: of each tie its newest version, unless that ended it."""
    newest = {tie.id: tie for tie in ties}.values()
    in_force = [tie for tie in newest if not tie.ended]
    keys = sorted({tie.requirement_id for tie in in_force})
    gates = gates_due(source, keys) if keys else {}
    return [
        UseFacts(
            requirement=refs[tie.requirement_id],
            outcome=0,
            test=0,
            consideration=tie.consideration,
            gates=tuple(gate.due for gate in stand_against_met(gates.get(tie.requirement_id, ()))),
        )
        for tie in in_force
    ]
