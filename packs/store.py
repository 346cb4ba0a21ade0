"""Where packs lie: each file under its own SHA-256, written whole or not at all."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

BLOCK = 1 << 20


def path_of(sha256: str) -> Path:
    """Return where the pack with this hash lies, whether it is there or not."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("Not a SHA-256 in hexadecimal")
    return Path(settings.PACK_STORE) / sha256[:2] / f"{sha256}.pdf"


@contextmanager
def draft(name: str) -> Iterator[Path]:
    """Give a place in the store to draw into; whatever is left there at the end is removed."""
    path = Path(settings.PACK_STORE) / "drawing" / f"{name}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield path
    finally:
        with suppress(OSError):  # on a disk that is read-only; what went wrong is told already
            path.unlink(missing_ok=True)


def forget_drafts(prefix: str) -> None:
    """Remove what a killed worker left of one pack."""
    folder = Path(settings.PACK_STORE) / "drawing"
    for path in folder.glob(f"{prefix}-*.pdf"):
        path.unlink(missing_ok=True)


def put(source: Path) -> tuple[str, int]:
    """Move a finished file into the store and return its SHA-256 and size in bytes.

    The file is on the disk before it has its name, so that no name ever stands for half a file.
    The first writer wins: where the hash is already there, that file stays as it is.
    """
    sha256, size = hash_of(source), source.stat().st_size
    target = path_of(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and hash_of(target) == sha256:
        source.unlink()
        return sha256, size
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.rename(target)
    _sync_folder(target.parent)
    return sha256, size


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
