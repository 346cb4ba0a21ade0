"""What a version of a piece holds: a file taken in, an address, a record's value (DESIGN 4a.9)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from assurance.readings.held import evidence_store
from assurance.readings.product_records import record_value
from assurance.readings.seals import sealed_hashes
from assurance.rules.held_files import FileRefused, Held, held_file, safe_name
from assurance.rules.links import link_fault
from assurance.words.evidence import RecordKind
from irp.actions import Faulty
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.store import hash_of_stream

SEALED = (
    "Choose another file: the content of this one was sealed as privileged or personal, and is not "
    "taken again"
)


def file_content(upload: UploadedFile) -> dict[str, Any]:
    """Take a file in and return the columns of a version that hold it.

    Its kind is told by its bytes. Raises `Faulty` for what is refused, of which nothing is kept.
    """
    try:
        held = _recognised(upload)
    except FileRefused as refused:
        raise Faulty({"file": str(refused)}) from refused
    stream: Any = upload.file
    if hash_of_stream(stream) in sealed_hashes():
        raise Faulty({"file": SEALED})
    sha256, written = evidence_store().keep(upload.chunks())
    ending = held.format.ending(has_macros=held.has_macros)
    return {
        "sha256": sha256,
        "size": written,
        "format": held.format.value,
        "has_macros": held.has_macros,
        "file_name": safe_name(upload.name or "", ending=ending),
    }


def file_fault(upload: UploadedFile) -> str:
    """Return why a file is refused by its size or its bytes, "" for none; nothing is kept."""
    try:
        _recognised(upload)
    except FileRefused as refused:
        return str(refused)
    return ""


def _recognised(upload: UploadedFile) -> Held:
    """Return what a file is; raises `FileRefused` for one that is not taken."""
    size = upload.size or 0
    if size > settings.LARGEST_UPLOAD:
        raise FileRefused(f"Choose a file of {settings.LARGEST_UPLOAD >> 20} MB or less")
    stream: Any = upload.file
    return held_file(stream, size=size)


def link_content(address: str) -> dict[str, Any]:
    """Return the columns of a version that hold an address; nothing is opened."""
    if fault := link_fault(address):
        raise Faulty({"address": fault})
    return {"address": address}


def record_content(kind: RecordKind, ref: str, *, at: datetime) -> dict[str, Any]:
    """Return the columns of a version that pin what a record of the product says now."""
    typed = ref.strip().upper()
    found = record_value(Now(at), kind, typed, measured=Measured(london_day(at)))
    if found is None:
        raise Faulty({"record_ref": f"Enter the reference of a {_named(kind)}"})
    return {
        "record_kind": kind.value,
        "record_ref": typed,
        "record_title": found.title[:600],
        "record_value": found.value[:500],
    }


def _named(kind: RecordKind) -> str:
    examples = {
        RecordKind.MILESTONE: "milestone, such as HOU-07",
        RecordKind.KPI: "KPI, such as KPI-3-01",
        RecordKind.DECISION: "change request, such as HOU-CR-01",
        RecordKind.SAVING: "saving, such as SAV-S01",
        RecordKind.RISK: "risk, such as HOU-R-01",
    }
    return examples[kind]
