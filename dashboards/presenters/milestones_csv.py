"""The list of all milestones as a file: a milestone's columns, and whose it is."""

from dataclasses import replace
from operator import attrgetter

from dashboards.presenters.milestones import ListedLine
from irp.columns import Column
from irp.fields import label_of
from programmes.columns import MILESTONE
from programmes.models import Programme


def _of_line(column: Column) -> Column[ListedLine]:
    return replace(column, read=lambda row: column.read(row.line))


COLUMNS: tuple[Column[ListedLine], ...] = (
    Column("programme", "Programme", attrgetter("programme")),
    Column("owner", label_of(Programme, "sao"), attrgetter("owner")),
    *(_of_line(column) for column in MILESTONE if column.name != "own_sao"),
)
