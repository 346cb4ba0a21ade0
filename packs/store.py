"""Where packs lie: each file under its own SHA-256, written whole or not at all (`irp.store`)."""

import hashlib
from contextlib import AbstractContextManager
from pathlib import Path

from django.conf import settings

from irp.store import Store, hash_of

__all__ = [
    "draft",
    "forget_drafts",
    "hash_of",
    "keep_markup",
    "markup_of",
    "path_of",
    "put",
    "remove",
]


def _packs() -> Store:
    return Store(Path(settings.PACK_STORE), ending=".pdf", drafts="drawing")


def path_of(sha256: str) -> Path:
    """Return where the pack with this hash lies, whether it is there or not."""
    return _packs().path_of(sha256)


def draft(name: str) -> AbstractContextManager[Path]:
    """Give a place in the store to draw into; whatever is left there at the end is removed."""
    return _packs().draft(name)


def forget_drafts(prefix: str) -> None:
    """Remove what a killed worker left of one pack."""
    _packs().forget_drafts(prefix)


def put(source: Path) -> tuple[str, int]:
    """Move a finished pack into the store and return its SHA-256 and size in bytes."""
    return _packs().put(source)


def remove(sha256: str) -> None:
    """Take a file out of the store that no pack names."""
    _packs().remove(sha256)


def keep_markup(markup: str) -> None:
    """Keep what a pack was drawn from, for its reading on screen."""
    _markups().keep([markup.encode()])


def markup_of(sha256: str) -> str | None:
    """Return the markup with this hash, None where it is not kept or is not what it was."""
    try:
        found = _markups().path_of(sha256).read_bytes()
    except OSError:
        return None
    return found.decode() if hashlib.sha256(found).hexdigest() == sha256 else None


def _markups() -> Store:
    return Store(Path(settings.PACK_STORE), ending=".html", drafts="writing")
