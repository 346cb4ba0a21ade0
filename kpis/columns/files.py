"""The columns of readings and of targets: of the files that are handed over and of those loaded."""

from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from irp.columns import Column, Kind
from kpis.figures import ReadingRow, TargetRow

Row = TypeVar("Row")


@dataclass(frozen=True)
class FileColumn(Column[Row]):
    """A column, what stands in it, and how a file that is loaded uses it.

    One that is not `is_read` is worked out: a file may have it, and nothing is read from it. `box`
    is the name of the form's box that a cell goes into.
    """

    meaning: str = ""
    box: str = ""
    is_needed: bool = False

    @property
    def is_read(self) -> bool:
        """Tell whether a cell of it is read."""
        return bool(self.box)


REF = "Ref"
READING: tuple[FileColumn[ReadingRow], ...] = (
    FileColumn(
        "ref", REF, attrgetter("ref"), meaning="The indicator’s reference, such as KPI-1-07",
        box="ref", is_needed=True,
    ),
    FileColumn("name", "Indicator", attrgetter("name"), meaning="Its name in the plan"),
    FileColumn(
        "month", "Month of data", lambda row: row.line.month, Kind.MONTH,
        "The first month of the data, such as Jun 2026", "month", True,
    ),
    FileColumn(
        "value", "Value", lambda row: row.line.value, Kind.NUMBER,
        "In the indicator’s unit; empty where numerator and denominator give it", "value", True,
    ),
    FileColumn(
        "figure", "Figure", lambda row: row.line.figure, Kind.WORD, "Provisional or Revised",
        "figure", True,
    ),
    FileColumn(
        "numerator", "Numerator", lambda row: row.basis.numerator, Kind.NUMBER,
        "What is counted", "numerator",
    ),
    FileColumn(
        "denominator", "Denominator", lambda row: row.basis.denominator, Kind.NUMBER,
        "Out of what", "denominator",
    ),
    FileColumn(
        "respondents", "Answers", lambda row: row.basis.respondents, Kind.NUMBER,
        "For a survey, how many people answered", "respondents",
    ),
    FileColumn(
        "asked_from", "Asked from", lambda row: row.basis.asked_from, Kind.DAY,
        "For a survey, its first day, such as 30/06/2026", "asked_from",
    ),
    FileColumn(
        "asked_until", "Asked until", lambda row: row.basis.asked_until, Kind.DAY,
        "For a survey, its last day", "asked_until",
    ),
    FileColumn(
        "note", "Note", lambda row: row.line.note, meaning="The source, or anything to know about "
        "it",
        box="note",
    ),
    FileColumn(
        "reason", "Reason for the revision", attrgetter("reason"),
        meaning="Why the month has another figure than before; needed then", box="reason",
    ),
    FileColumn(
        "replaced", "Replaced", attrgetter("is_replaced"), Kind.YES_NO,
        "Whether a later reading of the month was recorded",
    ),
    FileColumn(
        "target", "Target", lambda row: row.line.target and row.line.target.value, Kind.NUMBER,
        "The target of the month",
    ),
    FileColumn(
        "status", "Status", lambda row: row.line.status, Kind.WORD, "Whether the target is reached"
    ),
    FileColumn("at", "Recorded", lambda row: row.line.at, Kind.MOMENT, "When it was recorded"),
    FileColumn("by", "By", lambda row: row.line.by_name, meaning="Who recorded it"),
    FileColumn("post", "Post", lambda row: row.line.by_post, meaning="In what post"),
)  # fmt: skip

TARGET: tuple[FileColumn[TargetRow], ...] = (
    FileColumn(
        "ref", REF, attrgetter("ref"), meaning="The indicator’s reference, such as KPI-1-07",
        box="ref", is_needed=True,
    ),
    FileColumn("name", "Indicator", attrgetter("name"), meaning="Its name in the plan"),
    FileColumn(
        "kind", "What", lambda row: row.line.kind, Kind.WORD, "Target, Benchmark or Baseline",
        "kind", True,
    ),
    FileColumn(
        "from_month", "From", lambda row: row.line.from_month, Kind.MONTH,
        "The first month of data that it holds for, such as Apr 2026", "from_month", True,
    ),
    FileColumn(
        "value", "Value", lambda row: "None" if row.line.value is None else row.line.value,
        meaning="In the indicator’s unit, or None where from then on there is none", box="value",
        is_needed=True,
    ),
    FileColumn(
        "tolerance", "Tolerance", lambda row: row.line.tolerance, Kind.NUMBER,
        "How far a figure may miss a target, in the indicator’s unit; may be empty", "tolerance",
    ),
    FileColumn(
        "decided_by", "Who decided it", lambda row: row.line.decided_by or row.line.source,
        meaning="A person by their post, or a meeting with its date", box="decided_by",
        is_needed=True,
    ),
    FileColumn(
        "reason", "Why", lambda row: row.line.reason, meaning="The reason that stays in the record",
        box="reason", is_needed=True,
    ),
    FileColumn("number", "Version", lambda row: row.line.number, Kind.NUMBER, "Its number"),
    FileColumn("at", "Recorded", lambda row: row.line.at, Kind.MOMENT, "When it was recorded"),
    FileColumn("by", "By", lambda row: row.line.by_name, meaning="Who recorded it"),
)  # fmt: skip
