"""The columns of a decision on quarters, and how quarters are read in other files (Rule 11)."""

from operator import attrgetter
from typing import Any

from assurance.models import QuartersAct
from irp.columns import Column, Kind
from irp.fields import label_of


def read_as(note: str) -> Column[Any]:
    """Return the column that says in every row of a file how its quarters are read, by whom."""
    return Column("quarters_read", "Quarters of the Assurance Plan", lambda _: note)


QUARTERS: tuple[Column[QuartersAct], ...] = (
    Column("number", "Decision", attrgetter("number"), Kind.NUMBER),
    Column("quarters", label_of(QuartersAct, "quarters"), lambda row: row.get_quarters_display()),
    Column("decided_on", label_of(QuartersAct, "decided_on"), attrgetter("decided_on"), Kind.DAY),
    Column("reason", label_of(QuartersAct, "reason"), attrgetter("reason")),
    Column("moved", label_of(QuartersAct, "moved"), attrgetter("moved"), Kind.NUMBER),
    Column("by", "Entered by", attrgetter("by_name")),
    Column("at", "Entered", attrgetter("at"), Kind.MOMENT),
)
