"""One piece of evidence as its page shows it: versions, ties, history, today's value (Rule 22)."""

from dataclasses import dataclass
from datetime import datetime

from assurance.facts.evidence import VersionFacts
from assurance.figures.evidence import EvidenceLine, evidence_lines
from assurance.models import Evidence, EvidenceDownload, EvidenceSeal, EvidenceUse, LinkCheck
from assurance.readings.evidence import evidence, versions_of
from assurance.readings.product_records import RecordValue, record_value
from assurance.rules.held_files import Format
from assurance.words.evidence import EvidenceKind, LinkFound, SealStep
from irp.addresses import address
from irp.models import User
from irp.past import Past
from irp.presenters import Entry, history_entries

COLUMNS = (
    *("title", "type", "council_wide", "directorates", "classification", "paragraph"),
    *("exempt_reason", "retired_on"),
)
PLACES = {
    "milestone": "programmes:milestone",
    "kpi": "kpis:indicator",
    "decision": "programmes:change",
    "saving": "programmes:saving",
    "risk": "programmes:raid_entry",
}


@dataclass(frozen=True)
class SealAsked:
    """That somebody asked to seal a version's file, and nobody has answered."""

    number: int  # of the version
    by_name: str
    reason: str


@dataclass(frozen=True)
class PieceSheet:
    """What the page of a piece shows; `today` is what a record of the product says now."""

    line: EvidenceLine
    versions: tuple[VersionFacts, ...]  # the newest first
    today: RecordValue | None
    record_page: str
    seal_asked: SealAsked | None  # where nobody has answered yet
    timeline: tuple[Entry, ...]

    @property
    def has_moved(self) -> bool:
        """Tell whether the record says something else today than when it was added."""
        return self.today is not None and self.today.value != self.line.facts.version.record_value

    @property
    def format(self) -> str:
        """Return what the file is, "" where it is none."""
        version = self.line.facts.version
        return Format(version.format).label if version.format else ""


def piece_sheet(past: Past, row: Evidence, *, user: User) -> PieceSheet | None:
    """Return the page of a piece as a person may see it; None where it was not there then."""
    found = evidence_lines(evidence(past.source, user=user, ref=row.ref), on=past.measured.on)
    if not found:
        return None
    line = found[0]
    until = past.source.at
    told = line.facts.version
    today, versions = None, versions_of(row, until=until)
    if line.facts.kind is EvidenceKind.RECORD and told.record_kind:
        today = record_value(past.source, told.record_kind, told.record_ref, measured=past.measured)
    return PieceSheet(
        line=line,
        versions=tuple(versions),
        today=today,
        record_page=address(PLACES[told.record_kind], told.record_ref) if today else "",
        seal_asked=None if past.is_past else _seal_asked(row),
        timeline=tuple(_timeline(row, versions, until)),
    )


def _seal_asked(row: Evidence) -> SealAsked | None:
    last = (
        EvidenceSeal.objects.filter(evidence_version__evidence=row)
        .select_related("evidence_version")
        .order_by("-at", "-pk")
        .first()
    )
    if last is None or last.step != SealStep.ASKED:
        return None
    return SealAsked(last.evidence_version.number, last.by_name, last.reason)


def _timeline(row: Evidence, versions: list[VersionFacts], until: datetime) -> list[Entry]:
    """Return what was done to a piece, the newest first."""
    kept = row.history.filter(history_date__lte=until).order_by("-history_date", "-history_id")
    told = [*history_entries(list(kept), Evidence, COLUMNS)]
    told += [
        _entry(one, f"Version {one.number} added", why=one.note)
        for one in versions
        if one.number > 1
    ]
    acts = {"evidence_version__evidence": row, "at__lte": until}
    told += [
        _entry(
            one, f"Looked at on {one.looked_on:%d/%m/%Y}: {LinkFound(one.found).label}", one.note
        )
        for one in LinkCheck.objects.filter(**acts)
    ]
    told += [
        _entry(one, f"Seal of version {one.evidence_version.number} {one.step}", one.reason)
        for one in EvidenceSeal.objects.filter(**acts).select_related("evidence_version")
    ]
    taken = EvidenceDownload.objects.filter(**acts).select_related("evidence_version")
    told += [_entry(one, f"Version {one.evidence_version.number} downloaded") for one in taken]
    ties = EvidenceUse.history.filter(evidence_id=row.pk, history_date__lte=until)
    for tie in ties.select_related("requirement"):
        told.append(
            Entry(
                at=tie.history_date,
                who=tie.actor_name,
                post=tie.actor_post,
                what=f"{tie.requirement.ref}: {tie.history_change_reason}",
            )
        )
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def _entry(act: object, what: str, why: str = "") -> Entry:
    return Entry(
        at=act.at,  # type: ignore[attr-defined]
        who=act.by_name,  # type: ignore[attr-defined]
        post=act.by_post,  # type: ignore[attr-defined]
        what=what,
        why=why,
    )
