"""The index page of a pack of evidence: what is in it, what was said on it, the official words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from assurance.figures.official import OfficialLine, official_text
from assurance.presenters.evidence_rows import PackEntry, SaidLine
from assurance.words.considered import MISSING
from irp.jinja import moment


def index_page(
    of: str,
    entries: Sequence[PackEntry],
    assessments: Sequence[SaidLine],
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
                escape(entry.line.facts.ref),
                escape(entry.line.facts.title),
                escape(entry.line.facts.type.label),
                escape(entry.line.effective),
                escape(entry.line.facts.classification.label),
                escape(", ".join(entry.line.requirements)),
                _where(entry),
            )
            for entry in entries
        ),
    )
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>Evidence for {escape(of)}</title></head><body><h1>Evidence for {escape(of)}</h1>"
        f"<p>Made for {escape(by)} on {moment(at)}. It holds what they may see.</p>"
        f"{pieces}{_said_table(assessments)}{words_table(words)}</body></html>"
    )


def _said_table(assessments: Sequence[SaidLine]) -> str:
    """Return the assessments with what is missing as a table, a sentence where there are none."""
    if not assessments:
        return "<p>No assessment is issued.</p>"
    return _table(
        "Assessments issued",
        ("Ref", "Assessment", "Judgement", "Rationale", MISSING),
        (
            (
                escape(line.ref),
                escape(line.assessment.speaker.label),
                escape(line.assessment.words),
                escape(line.assessment.rationale),
                escape(line.assessment.missing_words or "–"),
            )
            for line in assessments
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
