"""An evidence pack: an index and the held files of a requirement or an outcome, as a ZIP (22).

With them goes what each issued assessment in force says, and what is missing (24a).

It is streamed block by block: no file and no pack is ever whole in memory.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from assurance.columns.official import OFFICIAL
from assurance.figures.official import OfficialLine
from assurance.presenters.evidence_index import index_page
from assurance.presenters.evidence_rows import INDEX, SAID, PackEntry, SaidLine
from assurance.readings.held import evidence_store
from irp.columns import as_csv

BLOCK = 1 << 20  # bytes read and sent at a time


def pack_blocks(
    of: str,
    entries: Sequence[PackEntry],
    assessments: Sequence[SaidLine],
    words: Sequence[OfficialLine],
    *,
    by: str,
    at: datetime,
) -> Iterator[bytes]:
    """Yield the pack: three indexes as CSV, index.html, and each file as it was taken in."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as pack:  # type: ignore[call-overload]
        pack.writestr("index.csv", as_csv(INDEX, entries))
        pack.writestr("assessments.csv", as_csv(SAID, assessments))
        pack.writestr("words.csv", as_csv(OFFICIAL, words))
        pack.writestr("index.html", index_page(of, entries, assessments, words, by=by, at=at))
        for entry in entries:
            if entry.path:
                path = evidence_store().path_of(entry.line.facts.version.sha256)
                yield from _file(pack, sink, entry.path, path)
    yield sink.taken()


def _file(pack: zipfile.ZipFile, sink: "_Sink", name: str, path: Path) -> Iterator[bytes]:
    with path.open("rb") as file, pack.open(name, "w", force_zip64=True) as member:
        while block := file.read(BLOCK):
            member.write(block)
            yield sink.taken()


class _Sink:
    """What a ZIP is written to: it hands over what it was given, and cannot go back."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def write(self, block: bytes) -> int:
        self.blocks.append(bytes(block))
        return len(block)

    def flush(self) -> None:
        """Do nothing: what was written is taken from here."""

    def taken(self) -> bytes:
        blocks, self.blocks = self.blocks, []
        return b"".join(blocks)
