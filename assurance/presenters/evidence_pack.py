"""An evidence pack: an index and the held files of a requirement or an outcome, as a ZIP (22).

With them goes what each issued assessment in force says, and what is missing (24a).

It is streamed block by block: no file and no pack is ever whole in memory.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from operator import attrgetter
from pathlib import Path

from assurance.columns.evidence import EVIDENCE
from assurance.columns.official import OFFICIAL
from assurance.facts import RequirementFacts
from assurance.facts.official import OfficialFacts
from assurance.figures.assessments import AssessmentLine, assessment_line
from assurance.figures.evidence import EvidenceLine
from assurance.figures.official import OfficialLine, official_text
from assurance.models import PriorityOutcome
from assurance.presenters.official import official_line
from assurance.readings.held import evidence_store
from assurance.words.considered import MISSING
from assurance.words.evidence import EvidenceKind
from irp.columns import Column, Kind, as_csv
from irp.jinja import moment

BLOCK = 1 << 20  # bytes read and sent at a time


@dataclass(frozen=True)
class PackEntry:
    """A piece in a pack: where its file is in it, or why it has none."""

    line: EvidenceLine
    path: str  # in the pack, "" for none
    why_not: str


def pack_entries(lines: Sequence[EvidenceLine]) -> list[PackEntry]:
    """Return the entries of a pack: links and sealed files are listed as such."""
    return [_entry(line) for line in lines if not line.is_retired]


def _entry(line: EvidenceLine) -> PackEntry:
    version = line.facts.version
    if version.seal:
        return PackEntry(line, "", f"Sealed: {version.seal.reason}")
    if line.facts.kind is not EvidenceKind.FILE:
        return PackEntry(line, "", line.facts.kind.label)
    if not evidence_store().path_of(version.sha256).exists():
        return PackEntry(line, "", "The file is missing: ask the people who run this site")
    return PackEntry(line, f"files/{line.facts.ref} {version.file_name}", "")


INDEX: tuple[Column[PackEntry], ...] = (
    Column("path", "File in this pack", lambda entry: entry.path),
    Column("why_not", "Why it has no file", lambda entry: entry.why_not),
    *(
        Column(one.name, one.label, lambda entry, read=one.read: read(entry.line), one.kind)  # type: ignore[misc]
        for one in EVIDENCE
    ),
)


@dataclass(frozen=True)
class SaidLine:
    """What one speaker has issued of a requirement, and is in force."""

    ref: str
    title: str
    said: AssessmentLine


def said_lines(requirements: Sequence[RequirementFacts]) -> list[SaidLine]:
    """Return the issued assessments in force of requirements, in their order."""
    return [
        SaidLine(row.ref, row.title, assessment_line(given.speaker, given))
        for row in requirements
        for given in row.assessments
    ]


SAID: tuple[Column[SaidLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("title", "Requirement", attrgetter("title")),
    Column("speaker", "Whose", attrgetter("said.speaker"), Kind.WORD),
    Column("judgement", "Judgement", attrgetter("said.words")),
    Column("by_name", "Given by", attrgetter("said.by_name")),
    Column("by_post", "Post", attrgetter("said.by_post")),
    Column("at", "Given on", attrgetter("said.at"), Kind.MOMENT),
    Column("rationale", "Rationale", attrgetter("said.rationale")),
    Column("missing", MISSING, attrgetter("said.missing_words")),
    Column("results", "Results of single considerations", attrgetter("said.results_words")),
)


def words_of(
    requirements: Sequence[RequirementFacts],
    words: dict[str, OfficialFacts],
    *,
    outcome: PriorityOutcome | None,
) -> list[OfficialLine]:
    """Return what the evidence is for, its official words beside ours (Rule 24d).

    `words` are those in force, by reference; `outcome` is that of the whole pack, if it is of one.
    """
    of_outcome = (
        [official_line(f"PO{outcome.number}", "Outcome", outcome.outcome, (), words)]
        if outcome
        else []
    )
    return of_outcome + [
        official_line(row.ref, "Requirement", row.title, row.considerations, words)
        for row in requirements
    ]


def pack_blocks(
    of: str,
    entries: Sequence[PackEntry],
    said: Sequence[SaidLine],
    words: Sequence[OfficialLine],
    *,
    by: str,
    at: datetime,
) -> Iterator[bytes]:
    """Yield the pack: three indexes as CSV, index.html, and each file as it was taken in."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as pack:  # type: ignore[call-overload]
        pack.writestr("index.csv", as_csv(INDEX, entries))
        pack.writestr("assessments.csv", as_csv(SAID, said))
        pack.writestr("words.csv", as_csv(OFFICIAL, words))
        pack.writestr("index.html", index_page(of, entries, said, words, by=by, at=at))
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


def index_page(
    of: str,
    entries: Sequence[PackEntry],
    said: Sequence[SaidLine],
    words: Sequence[OfficialLine],
    *,
    by: str,
    at: datetime,
) -> str:
    """Return the index as a page without any script or style."""
    pieces = _table(
        f"{len(entries)} pieces",
        ("Ref", "Title", "What it is", "Effective", "Classification", "For", "File"),
        (
            (
                escape(one.line.facts.ref),
                escape(one.line.facts.title),
                escape(one.line.facts.type.label),
                escape(one.line.effective),
                escape(one.line.facts.classification.label),
                escape(", ".join(one.line.requirements)),
                _where(one),
            )
            for one in entries
        ),
    )
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>Evidence for {escape(of)}</title></head><body><h1>Evidence for {escape(of)}</h1>"
        f"<p>Made for {escape(by)} on {moment(at)}. It holds what they may see.</p>"
        f"{pieces}{_said_table(said)}{words_table(words)}</body></html>"
    )


def _said_table(said: Sequence[SaidLine]) -> str:
    """Return the assessments with what is missing as a table, a sentence where there are none."""
    if not said:
        return "<p>No assessment is issued.</p>"
    return _table(
        "Assessments issued",
        ("Ref", "Whose", "Judgement", "Rationale", MISSING),
        (
            (
                escape(one.ref),
                escape(one.said.speaker.label),
                escape(one.said.words),
                escape(one.said.rationale),
                escape(one.said.missing_words or "–"),
            )
            for one in said
        ),
    )


def words_table(words: Sequence[OfficialLine]) -> str:
    """Return what the evidence is for: official words beside ours, or that ours are restated."""
    return _table(
        "What it is evidence for",
        ("Of", "Official words", "Version", "Ours"),
        (
            (
                escape(line.ref),
                _lined(official_text(line.words)),
                escape(line.loaded),
                _lined(line.ours),
            )
            for line in words
        ),
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose rows begin with their header; their cells are markup already."""
    head = "".join(f"<th scope='col'>{word}</th>" for word in heads)
    body = "".join(
        f"<tr><th scope='row'>{first}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        for first, *cells in rows
    )
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _lined(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _where(entry: PackEntry) -> str:
    if entry.path:
        return escape(entry.path)
    content = entry.line.content if not entry.line.facts.version.seal else ""
    return escape(f"{entry.why_not}. {content}".strip())
