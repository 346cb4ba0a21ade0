"""The demonstration's evidence: made up, with small files made here; some of it is cited.

Fire safety (PO8-T1-1) has a report a month with a gap, so that its run is broken. One piece has
expired, one is confidential, one is for no requirement.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assurance.actions.citations import cited_versions, refuse_citations, write_citations
from assurance.actions.evidence import add_evidence
from assurance.actions.evidence_care import tell_link
from assurance.actions.evidence_content import file_content, link_content, record_content
from assurance.actions.sustained import set_sustained
from assurance.facts.evidence import CoveredFacts
from assurance.models import Assessment, Evidence, EvidenceVersion, Requirement
from assurance.words import Judgement, Speaker
from assurance.words.evidence import Cadence, EvidenceKind, LinkFound, RecordKind, Strength
from exchange.demonstration.council import Council
from exchange.demonstration.months import EVENTFUL
from irp.models import User

SUSTAINED = "PO8-T1-1"
GAP = date(2026, 9, 1)  # the month without a report


@dataclass(frozen=True)
class MadeUp:
    """A piece that is made up; `says` are further columns, `at` an address or a record."""

    title: str
    type: str
    uses: tuple[str, ...]
    kind: EvidenceKind = EvidenceKind.FILE
    at: str = ""
    days: tuple[date, date] = (date(2026, 4, 1), date(2026, 6, 30))
    expires_on: date | None = None
    says: Mapping[str, Any] | None = None
    prepared_by: str = "Corporate services"


MADE_UP = (
    MadeUp("Gas, fire and water checks, first quarter", "data", (SUSTAINED,),
           expires_on=date(2026, 10, 31), prepared_by="Housing compliance team"),
    MadeUp("Internal audit of landlord compliance", "audit", (SUSTAINED, "PO8-T1-2"),
           days=(date(2026, 5, 1), date(2026, 7, 31)), expires_on=date(2027, 7, 31),
           prepared_by="Internal audit"),
    MadeUp("Letters with the Regulator of Social Housing", "minutes", ("PO8-T1-2",),
           says={"classification": "confidential"}, prepared_by="Housing directorate"),
    MadeUp("Structure of the housing directorate", "plan", ("PO8-T2-1",),
           days=(date(2026, 7, 1), date(2026, 7, 31)), prepared_by="Human resources"),
    MadeUp("Medium term financial plan, summer update", "report", ("PO3-T1-2",),
           says={"classification": "exempt", "paragraph": "3",
                 "exempt_reason": "It names bids that are still open."},
           prepared_by="Finance"),
    MadeUp("Capital programme board, minutes of July", "minutes", ("PO3-T2-1",),
           days=(date(2026, 7, 14), date(2026, 7, 14)), prepared_by="Capital programme office"),
    MadeUp("Page of the plan on the council’s website", "plan", ("PO1-T2-2",), EvidenceKind.LINK,
           "https://www.birmingham.gov.uk/", days=(date(2026, 6, 1), date(2026, 6, 30)),
           prepared_by="Communications"),
    MadeUp("Response to repairs, by milestone", "data", ("PO8-T2-1",), EvidenceKind.RECORD,
           "HOU-07", prepared_by="CPMO"),
    MadeUp("Staff survey 2026, headlines", "survey", (), prepared_by="Human resources"),
)  # fmt: skip


def live_evidence(council: Council, month: date, *, at: datetime) -> None:
    """Add the pieces in the first eventful month, and each month the report of fire safety."""
    head = council.cast.head
    known = {row.ref: row for row in Requirement.objects.filter(retired_on=None)}
    if month >= EVENTFUL and SUSTAINED in known and not Evidence.objects.exists():
        for piece in MADE_UP:
            _add(piece, known, by=head, at=at)
        _look(council, at=at)
        set_sustained(
            known[SUSTAINED], periods=6, cadence=Cadence.MONTH, version=0,
            directorates=[CoveredFacts(name="City Housing", since=None, until=None)],
            reason="Half a year of checks in every home that has gas.",
            by=council.cast.commissioners[0], at=at,
        )  # fmt: skip
        for earlier in (date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)):
            _report(earlier, known, by=head, at=at)
    if month >= EVENTFUL and SUSTAINED in known and month != GAP:
        _report(month, known, by=head, at=at)


def _report(month: date, known: Mapping[str, Requirement], *, by: User, at: datetime) -> None:
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    piece = MadeUp(
        f"Fire and gas safety, {month:%B %Y}", "report", (SUSTAINED,), days=(month, last),
        prepared_by="Housing compliance team",
    )  # fmt: skip
    _add(piece, known, by=by, at=at)


def _add(piece: MadeUp, known: Mapping[str, Requirement], *, by: User, at: datetime) -> None:
    columns = {
        "title": piece.title, "type": piece.type, "council_wide": False,
        "directorates": ["City Housing"] if piece.uses[:1] and "PO8" in piece.uses[0] else
        ["Council Management"], "classification": "official_sensitive", "paragraph": "",
        "exempt_reason": "",
    } | dict(piece.says or {})  # fmt: skip
    version = {
        "effective_from": piece.days[0], "effective_to": piece.days[1],
        "expires_on": piece.expires_on, "prepared_by": None, "prepared_by_name": piece.prepared_by,
    }  # fmt: skip
    uses = [(known[ref], 0) for ref in piece.uses if ref in known]
    content = _content(piece, at=at)
    add_evidence(piece.kind, columns, version=version, content=content, uses=uses, by=by, at=at)


def _content(piece: MadeUp, *, at: datetime) -> dict[str, Any]:
    if piece.kind is EvidenceKind.LINK:
        return link_content(piece.at)
    if piece.kind is EvidenceKind.RECORD:
        return record_content(RecordKind.MILESTONE, piece.at, at=at)
    grey = zlib.crc32(piece.title.encode()) % 200 + 40
    return file_content(SimpleUploadedFile(f"{piece.title}.png", picture(grey)))


def picture(grey: int) -> bytes:
    """Return a small grey picture: a file without words."""

    def part(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    side = 64
    rows = b"".join(b"\0" + bytes([grey] * side) for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = part(b"IHDR", head), part(b"IDAT", zlib.compress(rows)), part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _look(council: Council, *, at: datetime) -> None:
    """Let a commissioner look at the link."""
    row = Evidence.objects.filter(kind=EvidenceKind.LINK).first()
    if row is not None:
        tell_link(
            row, newest=1, looked_on=at.date(), found=LinkFound.CHANGED,
            note="The front page; the plan is two pages further on.",
            by=council.cast.commissioners[0], at=at,
        )  # fmt: skip


def cite_what_is_there(*, since: datetime, at: datetime) -> None:
    """Let the assessments issued in a month cite the newest evidence of their requirement."""
    rows = Assessment.objects.filter(issued=True, at__gt=since, at__lte=at, citations=None)
    for assessment in rows.filter(requirement__evidence_uses__ended=False).distinct():
        cites = dict(_newest(assessment))
        versions = cited_versions(cites, by=assessment.by) if assessment.by else []
        faults = versions and refuse_citations(
            versions, speaker=Speaker(assessment.speaker),
            judgement=Judgement(assessment.judgement), issued=True, by=assessment.by,
            at=assessment.at,
        )  # fmt: skip
        if versions and not faults:
            write_citations(assessment, versions, cites, at=assessment.at)


def _newest(assessment: Assessment) -> list[tuple[int, Strength]]:
    rows = EvidenceVersion.objects.filter(
        evidence__uses__requirement=assessment.requirement_id, at__lte=assessment.at
    ).order_by("-pk")
    strengths = (Strength.STRONG, Strength.MODERATE, Strength.WEAK)
    return [(row.pk, strength) for row, strength in zip(rows[:3], strengths, strict=False)]
