"""The manifest of a pack: what proves its file, written once when the pack becomes ready.

It never changes: that a later version replaced the pack is told by the pack's page alone. Its form
and what a reader checks of it are `packs.proof`'s, which runs without the product.
"""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from packs import proof
from packs.context.frame import Control
from packs.models import Pack, StoredFile
from packs.rules import ANNEXES, file_name
from packs.seal import Seal
from packs.words import PackFile

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One file of an edition: as it is stored, its HTML, and its seal or None."""

    file: StoredFile
    markup: str
    seal: Seal | None


def manifest_of(pack: Pack, control: Control, *, drawn: Sequence[Drawn], at: datetime) -> str:
    """Return the manifest of a pack that was drawn; the first file is the pack itself.

    A pack must come with its snapshot, the one it is compared with, and what it supersedes.
    """
    own, *apart = drawn
    name = file_name(
        forum=pack.forum,
        month=control.month,
        version=control.version,
        standing=control.standing,
    )
    text = own.markup.encode()
    return proof.sealed(
        {
            "format": proof.FORMAT,
            "file": f"{name}.pdf",
            "council": control.council,
            "board": control.forum,
            "forum": control.abbreviation,
            "month": f"{control.month:%Y-%m}",
            "meeting_on": control.meeting_on.isoformat(),
            "version": control.version,
            "status": control.standing,
            "classification": control.classification,
            "demonstration": control.demonstration,
            "as_at": control.as_at.astimezone(UTC).isoformat(),
            "cut_off_on": control.cut_off_on.isoformat(),
            "created_at": at.astimezone(UTC).isoformat(),
            "reason": control.reason,
            "made_by": made_by(),
            "pdf": _pdf(own.file),
            "html": {"bytes": len(text), "sha256": sha256(text).hexdigest()},
            **{drawing.file.file.value: _apart(drawing, name) for drawing in apart},
            "seal": _seal(own.seal),
            "snapshot": {"schema": pack.snapshot.schema, "sha256": pack.snapshot.sha256},
            "compared_with": _compared_with(pack),
            "supersedes": _supersedes(pack),
            **_made_from(pack),
        }
    )


def markup_hashes(manifest: str) -> dict[PackFile, str]:
    """Return the SHA-256 of the HTML of each file that a manifest names; none of an empty one."""
    if not manifest:
        return {}
    values = json.loads(manifest)
    found = {PackFile.PACK: values["html"]["sha256"]}
    apart = values.get(PackFile.ANNEX.value)
    return found | ({PackFile.ANNEX: apart["html_sha256"]} if apart else {})


@cache
def made_by() -> dict[str, str]:
    """Return the versions of the product and of what draws for it, as they run now."""
    product = tomllib.loads(PROJECT.read_text())["project"]["version"]
    return {
        "product": product,
        "weasyprint": version("weasyprint"),
        "pikepdf": version("pikepdf"),
    }


def _pdf(file: StoredFile) -> dict[str, Any]:
    """Return what is said of a PDF; of a sealed one also what was drawn, before the seal."""
    values: dict[str, Any] = {"bytes": file.size, "pages": file.pages, "sha256": file.sha256}
    if file.drawn_sha256:
        values["drawn"] = {"bytes": file.drawn_size, "sha256": file.drawn_sha256}
    return values


def _apart(drawing: Drawn, name: str) -> dict[str, Any]:
    """Return what is said of a second file of the same edition."""
    text = sha256(drawing.markup.encode()).hexdigest()
    return {**_pdf(drawing.file), "file": f"{name}-{ANNEXES}.pdf", "html_sha256": text}


def _seal(seal: Seal | None) -> dict[str, Any] | None:
    """Return whose seal each PDF has; None says that none has any."""
    if seal is None:
        return None
    return {
        "by": seal.by,
        "certificate_sha256": seal.certificate_sha256,
        "self_signed": seal.self_signed,
    }


def _compared_with(pack: Pack) -> dict[str, Any] | None:
    snapshot = pack.compared_with
    if snapshot is None:
        return None
    return {"month": f"{snapshot.period.month:%Y-%m}", "snapshot_sha256": snapshot.sha256}


def _made_from(pack: Pack) -> dict[str, Any]:
    """Return for whom an edition is and what it is made from; nothing of the whole edition."""
    whole = pack.made_from
    if whole is None:
        return {}
    edition = {"audience": pack.audience, "part": pack.part, "whole_sha256": whole.sha256}
    return {"edition": edition}


def _supersedes(pack: Pack) -> dict[str, Any] | None:
    """Return which version this one replaces, None for the first."""
    before = pack.supersedes
    if before is None:
        return None
    return {
        "version": before.version,
        "status": before.standing.upper(),
        "pdf_sha256": before.sha256,
    }
