"""The first page of a committee's extract: what it is of, and the committee's programmes."""

from collections.abc import Iterable
from dataclasses import dataclass

from irp.rules.date_spans import printed_month
from packs.contents import EXTRACTS
from packs.context.delivery import HighlightReport
from packs.context.frame import Control
from packs.facts.edition import ExtractFacts
from programmes.figures.programmes import ProgrammeLine


@dataclass(frozen=True, kw_only=True)
class TakenRow:
    """A programme of the committee; `line` is None where the month has no such programme."""

    name: str
    words: str
    line: ProgrammeLine | None
    late: int


@dataclass(frozen=True, kw_only=True)
class ExtractPage:
    """What the first page says."""

    facts: ExtractFacts
    lead: str
    programmes: tuple[TakenRow, ...]  # none of a committee that takes no single ones


def extract_page(
    facts: ExtractFacts | None, control: Control, rows: Iterable[HighlightReport]
) -> ExtractPage | None:
    """Return it of a committee's extract, None of a board's pack."""
    if facts is None:
        return None
    lines = {row.line.ref: row.line for row in rows}
    found = ((programme, lines.get(programme.ref)) for programme in facts.programmes)
    source = f"{control.version.partition(',')[0]} of the pack of {printed_month(control.month)}"
    return ExtractPage(
        facts=facts,
        lead=f"{EXTRACTS[facts.oversight].purpose}. It was made from {source}, as it was issued to "
        "the Improvement and Recovery Board; nothing was added.",
        programmes=tuple(
            TakenRow(
                name=programme.name,
                words=programme.words,
                line=line,
                late=line.counts.late if line else 0,
            )
            for programme, line in found
        ),
    )
