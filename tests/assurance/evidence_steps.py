"""Evidence of the small council, through the product's own acts; files made here, byte by byte."""

import io
import struct
import zipfile
import zlib
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assurance.actions.evidence import add_evidence
from assurance.actions.evidence_content import file_content, link_content, record_content
from assurance.models import Evidence
from assurance.words.evidence import EvidenceKind, RecordKind
from tests.world import NOW, World

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
LINK = "https://www.birmingham.gov.uk/plan"


def png(grey: int = 200) -> bytes:
    """Return a picture of one point."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes([0, grey])))
        + chunk(b"IEND", b"")
    )


def office(main: str = "word/document.xml", **members: bytes | str) -> bytes:
    """Return an Office file with more members, by their names with "__" for "/"."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(main, "<document/>")
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def sent(content: bytes = PDF, name: str = "report.pdf") -> SimpleUploadedFile:
    """Return a file as a browser sends it, with a kind that nobody believes."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def about(**changes: Any) -> dict[str, Any]:
    """Return what a piece says of itself."""
    values: dict[str, Any] = {
        "title": "Monthly repairs report", "type": "report", "council_wide": False,
        "directorates": ["City Housing"], "classification": "official_sensitive",
        "paragraph": "", "exempt_reason": "",
    }  # fmt: skip
    return values | changes


def held(**changes: Any) -> dict[str, Any]:
    """Return the days and the preparer of a version: October 2026, prepared outside."""
    values: dict[str, Any] = {
        "effective_from": date(2026, 10, 1), "effective_to": date(2026, 10, 31),
        "expires_on": None, "prepared_by": None, "prepared_by_name": "Repairs team",
    }  # fmt: skip
    return values | changes


def add(
    world: World,
    kind: EvidenceKind = EvidenceKind.FILE,
    *,
    by: str = "cpmo",
    content: bytes = PDF,
    uses: Any = None,
    at=NOW,
    version: dict[str, Any] | None = None,
    **changes: Any,
) -> Evidence:
    """Add a piece for the council's one requirement, or for what `uses` says."""
    made = {
        EvidenceKind.FILE: lambda: file_content(sent(content)),
        EvidenceKind.LINK: lambda: link_content(LINK),
        EvidenceKind.RECORD: lambda: record_content(RecordKind.MILESTONE, "HOU-01", at=at),
    }[kind]()
    return add_evidence(
        kind, about(**changes), version=held(**version or {}), content=made,
        uses=[(world.requirement, 0)] if uses is None else uses, by=world.user(by), at=at,
    )  # fmt: skip
