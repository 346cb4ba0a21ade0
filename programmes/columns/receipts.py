"""The columns of assets and lots: one table for the list's file, the file that is loaded, its page.

With those of the chart of receipts, for the file of its data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from irp.columns import Column, Kind
from programmes.figures.lots import LotLine
from programmes.figures.receipt_chart import ChartRow


@dataclass(frozen=True)
class LotColumn(Column[LotLine]):
    """A column of lots, what stands in it, and how a file that is loaded uses it.

    One that is not `is_read` is worked out: a file may have it, and nothing is read from it.
    """

    meaning: str = ""
    is_read: bool = False
    is_needed: bool = False


def _of(name: str) -> Callable[[LotLine], Any]:
    """Return what reads a field of the entry in force, None where there is none."""
    return lambda line: getattr(line.progress, name) if line.progress else None


def _step(name: str, what: str, label: str, meaning: str) -> tuple[LotColumn, LotColumn]:
    return (
        LotColumn(
            f"{name}_on",
            what,
            _of(f"{name}_on"),
            Kind.DAY,
            meaning=f"{meaning} A day such as 30/06/2026. May be empty",
            is_read=True,
        ),
        LotColumn(
            name,
            label,
            _of(name),
            Kind.NUMBER,
            "Pounds and pence, such as 1234567.89. Needed with its day",
            is_read=True,
        ),
    )


LOT: tuple[LotColumn, ...] = (
    LotColumn(
        "ref", "Ref", attrgetter("ref"), meaning="Empty for a new one, else such as LOT-01",
        is_read=True,
    ),
    LotColumn(
        "title", "Asset or lot", attrgetter("facts.title"), is_read=True, is_needed=True,
        meaning="In a few words, 300 characters at most",
    ),
    LotColumn(
        "programme", "Programme", attrgetter("facts.programme"), is_read=True, is_needed=True,
        meaning="The reference of the programme that sells it, such as AST",
    ),
    LotColumn(
        "owner", "Owner", attrgetter("facts.owner"), is_read=True,
        meaning="The title of the post that answers for it. May be empty",
    ),
    *_step("expected", "Expected on", "Expected amount", "When it is expected to complete."),
    *_step("agreed", "Agreed on", "Agreed amount", "When terms were agreed."),
    *_step("exchanged", "Exchanged on", "Exchanged amount", "When contracts were exchanged."),
    *_step("completed", "Completed on", "Completed amount", "When the sale completed."),
    *_step("received", "Received on", "Cash received", "When the cash had come in."),
    LotColumn(
        "note", "Note", _of("note"), meaning="Of the newest entry. May be empty", is_read=True
    ),
    LotColumn("stage", "Stage", attrgetter("stage"), Kind.WORD, "The last stage that has its day"),
    LotColumn(
        "to_come", "Still to come", attrgetter("to_come"), Kind.NUMBER, "What is not received yet"
    ),
    LotColumn("month", "Entered for", _of("month"), Kind.MONTH, "The newest entry"),
)  # fmt: skip


CHART: tuple[Column[ChartRow], ...] = (
    Column("kind", "What", attrgetter("kind")),
    Column("on", "Day", attrgetter("on"), Kind.DAY),
    Column("amount", "Amount", attrgetter("amount"), Kind.NUMBER),
    Column("total", "In all", attrgetter("total"), Kind.NUMBER),
    Column("received", "Received by then", attrgetter("received"), Kind.NUMBER),
    Column("standing", "Result", attrgetter("standing")),
    Column("refs", "Assets and lots", lambda row: ", ".join(row.refs)),
)
