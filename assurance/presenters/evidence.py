"""One piece of evidence as its page shows it: versions, ties, history, today's value (Rule 22)."""

from dataclasses import dataclass

from assurance.facts.evidence import VersionFacts
from assurance.figures.evidence import EvidenceLine, evidence_lines
from assurance.models import Evidence
from assurance.readings.piece import PieceRead, piece_read
from assurance.readings.product_records import RecordValue, record_value
from assurance.rules.held_files import Format
from assurance.words.evidence import LinkFound, SealStep
from irp.addresses import address
from irp.past import Past
from irp.presenters import Entry, act_entry, history_entries
from irp.rules.date_spans import printed_day

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


def piece_sheet(past: Past, row: Evidence) -> PieceSheet | None:
    """Return the page of a piece that a person may see; None where it was not there then."""
    read = piece_read(past.source, row)
    if read is None:
        return None
    (line,) = evidence_lines([read.facts], measured=past.measured)
    told = line.facts.version
    today = None
    if told.record_kind:
        today = record_value(past.source, told.record_kind, told.record_ref, measured=past.measured)
    return PieceSheet(
        line=line,
        versions=read.versions,
        today=today,
        record_page=address(PLACES[told.record_kind], told.record_ref)
        if today and told.record_kind
        else "",
        seal_asked=None if past.is_past else _seal_asked(read),
        timeline=tuple(_timeline(read)),
    )


def _seal_asked(read: PieceRead) -> SealAsked | None:
    last = read.seals[-1] if read.seals else None
    if last is None or last.step != SealStep.ASKED:
        return None
    numbers = {version.key: version.number for version in read.versions}
    return SealAsked(numbers[last.evidence_version_id], last.by_name, last.reason)


def _timeline(read: PieceRead) -> list[Entry]:
    """Return what was done to a piece, the newest first."""
    numbers = {version.key: version.number for version in read.versions}
    told = [*history_entries(read.history, Evidence, COLUMNS)]
    told += [
        act_entry(version, f"Version {version.number} added", why=version.note)
        for version in read.versions
        if version.number > 1
    ]
    for check in read.checks:
        what = f"Looked at on {printed_day(check.looked_on)}: {LinkFound(check.found).label}"
        told.append(act_entry(check, what, why=check.note))
    for seal in read.seals:
        number, step = numbers[seal.evidence_version_id], SealStep(seal.step).label.lower()
        told.append(act_entry(seal, f"Seal of version {number} {step}", why=seal.reason))
    told += [
        act_entry(download, f"Version {numbers[download.evidence_version_id]} downloaded")
        for download in read.downloads
    ]
    for tie in read.ties:
        what = f"{read.refs[tie.requirement_id]}: {tie.history_change_reason}"
        told.append(Entry(at=tie.history_date, who=tie.actor_name, post=tie.actor_post, what=what))
    return sorted(told, key=lambda entry: entry.at, reverse=True)
