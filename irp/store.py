"""Where files lie: each under its own SHA-256, written whole or not at all (DESIGN 4, 4a.9)."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from uuid import uuid4


@dataclass(frozen=True)
class Store:
    """A folder outside the web's reach; `ending` is that of every name in it, `drafts` a folder."""

    root: Path
    ending: str = ""
    drafts: str = "coming"

    def path_of(self, sha256: str) -> Path:
        """Return where the file with this hash lies, whether it is there or not."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("Not a SHA-256 in hexadecimal")
        return self.root / sha256[:2] / f"{sha256}{self.ending}"

    @contextmanager
    def draft(self, name: str) -> Iterator[Path]:
        """Give a place in the store to write into; whatever is left there at the end is removed."""
        path = self.root / self.drafts / f"{name}{self.ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield path
        finally:
            with suppress(OSError):  # on a disk that is read-only; what went wrong is told already
                path.unlink(missing_ok=True)

    def forget_drafts(self, prefix: str) -> None:
        """Remove what a killed writer left of one file."""
        for path in (self.root / self.drafts).glob(f"{prefix}-*{self.ending}"):
            path.unlink(missing_ok=True)

    def put(self, source: Path) -> tuple[str, int]:
        """Move a finished file into the store and return its SHA-256 and size in bytes.

        The file is on the disk before it has its name, so that no name ever stands for half a file.
        The first writer wins: where the hash is already there, that file stays as it is.
        """
        sha256, size = hash_of(source), source.stat().st_size
        target = self.path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and hash_of(target) == sha256:
            source.unlink()
            return sha256, size
        with source.open("rb") as file:
            os.fsync(file.fileno())
        source.rename(target)
        _sync_folder(target.parent)
        return sha256, size

    def keep(self, blocks: Iterable[bytes]) -> tuple[str, int]:
        """Keep what comes block by block, never whole in memory; return SHA-256 and size."""
        with self.draft(uuid4().hex) as path:
            with path.open("wb") as file:
                for block in blocks:
                    file.write(block)
            return self.put(path)

    def remove(self, sha256: str) -> None:
        """Take a file's bytes away for good; nothing where they are gone."""
        path = self.path_of(sha256)
        path.unlink(missing_ok=True)
        if path.parent.exists():
            _sync_folder(path.parent)


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hash_of_stream(file)


def hash_of_stream(file: BufferedIOBase) -> str:
    """Return the SHA-256 of an open file from its beginning, where it is left."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def hashes_of_beginnings(file: BufferedIOBase, lengths: Iterable[int]) -> dict[int, str]:
    """Return the SHA-256 of an open file's first so many bytes, for each length that it has.

    The file is read once, from its beginning, where it is left.
    """
    file.seek(0)
    digest, found, at = hashlib.sha256(), {}, 0
    for length in sorted(set(lengths)):
        while block := file.read(min(1 << 20, length - at)):
            digest.update(block)
            at += len(block)
        if at < length:
            break
        found[length] = digest.hexdigest()
    file.seek(0)
    return found


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
