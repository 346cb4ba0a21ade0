"""What a version of a pack is called, and which one has replaced which."""

from collections.abc import Sequence

from packs.models import Pack
from packs.rules import ANNEXES, file_name
from packs.words import EditionStatus, PackFile, PackState


def standing_word(standing: str, *, superseded: bool) -> str:
    """Return DRAFT, FINAL or SUPERSEDED, as every page of a pack prints it."""
    return "SUPERSEDED" if superseded else EditionStatus(standing).value.upper()


def correction_of(pack: Pack, versions: Sequence[Pack]) -> Pack | None:
    """Return the newest version asked for since a pack, None where there is none that came off."""
    later = (version for version in reversed(versions) if version.number > pack.number)
    return next((version for version in later if version.state != PackState.FAILED), None)


def saved_as(pack: Pack, *, superseded: bool, file: PackFile = PackFile.PACK) -> str:
    """Return the name a downloaded file is saved under: "tib-pack-2026-10-v1.0-final.pdf"."""
    word = standing_word(pack.standing, superseded=superseded)
    month = pack.snapshot.period.month
    name = file_name(forum=pack.forum, month=month, version=pack.version, standing=word)
    return f"{name}-{ANNEXES}.pdf" if file is PackFile.ANNEX else f"{name}.pdf"
