"""The columns of the step-down position: a row for each requirement that is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assurance.figures.missing import Missing
from assurance.figures.step_down import PlaceLine, StepDownFigure
from assurance.words import Speaker, judgement_words
from irp.columns import Column, Kind


@dataclass(frozen=True)
class StepDownRow:
    """One place of a clause, and one requirement that is missing there, None where none is."""

    place: PlaceLine
    missing: Missing | None


def rows_of(figure: StepDownFigure, told: Mapping[str, Missing]) -> Iterator[StepDownRow]:
    """Yield a row for each place and each requirement missing there, told by reference."""
    for clause in figure.clauses:
        for place in clause.places:
            lacking: Iterable[Missing | None] = [told[row.ref] for row in place.missing] or [None]
            yield from (StepDownRow(place, row) for row in lacking)


def _of(row: StepDownRow, name: str) -> str:
    return str(getattr(row.missing, name)) if row.missing else ""


def _cites(row: StepDownRow) -> str:
    return "; ".join(cite.words for cite in row.place.cites)


STEP_DOWN_ROW: tuple[Column[StepDownRow], ...] = (
    Column("clause", "Clause", lambda row: row.place.place.clause.value),
    Column("outcome", "Outcome", lambda row: row.place.place.outcome, Kind.NUMBER),
    Column("title", "Title of the outcome", lambda row: row.place.title),
    Column("test", "Test", lambda row: row.place.place.test, Kind.NUMBER),
    Column("holds", "Holds", lambda row: "Yes" if row.place.place.holds else "No"),
    Column("standing", "Commissioners say", lambda row: row.place.place.words),
    Column("note", "Note", lambda row: "; ".join(row.place.notes)),
    Column(
        "ref", "Requirement not yet met", lambda row: row.missing.row.ref if row.missing else ""
    ),
    Column("what", "What it asks", lambda row: row.missing.row.title if row.missing else ""),
    Column(
        "judgement",
        Speaker.COMMISSIONER.label,
        lambda row: judgement_words(row.missing.judgement or "") if row.missing else "",
    ),
    Column(
        "missing",
        "What is missing",
        lambda row: row.missing.words if row.missing else "",
    ),
    Column(
        "gate",
        "Assurance date",
        lambda row: row.missing.gate.due if row.missing and row.missing.gate else None,
        Kind.PLAN_DATE,
    ),
    Column("owner", "Owner", lambda row: _of(row, "owner")),
    Column("evidence", "Evidence cited by the council", lambda row: _of(row, "evidence")),
    Column("lacks", "Evidence held", lambda row: _of(row, "lacks")),
    Column("cites", "Evidence commissioners cite", _cites),
    Column("rests", "Rest on expired evidence", lambda row: "; ".join(row.place.rests)),
)
