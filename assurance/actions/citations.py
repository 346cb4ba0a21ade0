"""Assessments cite versions of evidence, pinned, each with how strong it is (Rule 22)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assurance.models import (
    Assessment,
    CellAct,
    CellCitation,
    Citation,
    Evidence,
    EvidenceVersion,
    GateAct,
    GateCitation,
)
from assurance.readings.product_records import record_values
from assurance.readings.seals import sealed_hashes
from assurance.rules.citations import CHOOSE_AGAIN, Cited, citation_faults
from assurance.words import Judgement, Speaker
from assurance.words.evidence import EvidenceKind, RecordKind, Strength
from irp.history import write_acts
from irp.models import User
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured

Cites = Mapping[int, Strength]  # by the key of a version
# The parts of what cites, and the column of each that names it.
PARTS: dict[type[Any], tuple[type[Any], str]] = {
    Assessment: (Citation, "assessment"),
    GateAct: (GateCitation, "act"),
    CellAct: (CellCitation, "act"),
}


def cited_versions(cites: Cites, *, by: User) -> list[EvidenceVersion]:
    """Return the versions that a person cites, as far as they may see them (Rule 29)."""
    if not cites:
        return []
    seen = Evidence.objects.visible_to(by)
    rows = EvidenceVersion.objects.filter(pk__in=list(cites), evidence__in=seen)
    return list(rows.select_related("evidence").order_by("evidence__number"))


def refuse_citations(
    versions: Sequence[EvidenceVersion],
    *,
    speaker: Speaker,
    judgement: Judgement | None,
    issued: bool,
    by: User,
    at: datetime,
    gone: str = CHOOSE_AGAIN,
) -> dict[str, str]:
    """Return what is wrong with what is cited, as one fault beside its box."""
    keys = [row.evidence_id for row in versions]
    newest = {
        row.evidence_id: row.pk
        for row in EvidenceVersion.objects.filter(evidence__in=keys).order_by("number")
    }
    sealed, on = (sealed_hashes() if keys else set()), london_day(at)
    cited = [
        Cited(
            ref=row.evidence.ref,
            kind=EvidenceKind(row.evidence.kind),
            is_gone=newest[row.evidence_id] != row.pk
            or row.sha256 in sealed
            or not row.evidence.is_in_force(on=on),
            prepared_by=row.prepared_by_id,
            prepared_by_name=row.prepared_by_name,
        )
        for row in versions
    ]
    faults = citation_faults(
        cited,
        speaker=speaker,
        judgement=judgement,
        issued=issued,
        by=by.pk,
        by_name=by.name,
        gone=gone,
    )
    return {"evidence_cited": ". ".join(faults)} if faults else {}


def write_citations(
    of: Assessment | GateAct | CellAct,
    versions: Sequence[EvidenceVersion],
    cites: Cites,
    *,
    at: datetime,
) -> list[Any]:
    """Pin what an assessment or an act cites; of a record of the product its value."""
    model, column = PARTS[type(of)]
    records = {
        row.pk: (RecordKind(row.record_kind), row.record_ref) for row in versions if row.record_kind
    }
    told = record_values(Now(at), records.values(), measured=Measured(london_day(at)))
    rows = []
    for version in versions:
        value = ""
        if version.pk in records:
            found = told.get(records[version.pk])
            value = found.value[:500] if found else "Not in the record"
        rows.append(
            model(
                **{column: of},
                version=version,
                strength=cites[version.pk].value,
                record_value=value,
            )
        )
    return write_acts(rows)


def cited_words(versions: Sequence[EvidenceVersion]) -> str:
    """Return what is cited by reference, in place of words: "EV-0001, version 1".

    No title, which may not be for everybody who reads what cites it (Rule 29).
    """
    return "; ".join(f"{row.evidence.ref}, version {row.number}" for row in versions)[:4000]


def held_words(versions: Sequence[EvidenceVersion]) -> str:
    """Return what is cited by reference; "" where nothing of it is held here."""
    held = any(EvidenceKind(row.evidence.kind).is_held for row in versions)
    return cited_words(versions) if held else ""
