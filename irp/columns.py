"""The columns of a record, flat: what a list, a file or an address for other systems says of it.

One table a record; widgets, rights, nested rows and checks across rows are none of its business.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Generic, TypeVar

from irp.jinja import day, moment, month, printed_date
from irp.rules.cells import safe_cell
from irp.rules.plan_dates import QuarterConvention
from irp.words import Word

Row = TypeVar("Row")


class Kind(Word):
    """What a column holds, and so how a cell of it is printed."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DAY = "day"
    MONTH = "month"
    MOMENT = "moment"
    PLAN_DATE = "plan_date"
    WORD = "word"  # a named choice: its label


SHOWN: dict[Kind, Callable[[Any], object]] = {
    Kind.TEXT: lambda value: value,
    Kind.NUMBER: lambda value: value,
    Kind.YES_NO: lambda value: "yes" if value else "no",
    Kind.DAY: day,
    Kind.MONTH: month,
    Kind.MOMENT: moment,
    Kind.PLAN_DATE: printed_date,
    Kind.WORD: lambda value: value.label,
}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its name for machines, its label for people, and how a row gives its value."""

    name: str
    label: str
    read: Callable[[Row], Any]
    kind: Kind = Kind.TEXT

    def show(self, row: Row, *, quarters: str = QuarterConvention.FINANCIAL) -> object:
        """Return the cell of a row as people read it; "" where the row says nothing.

        `quarters` is how the quarter of a plan date is read (Rule 11).
        """
        value = self.read(row)
        if value is None:
            return ""
        if self.kind is Kind.PLAN_DATE:
            return printed_date(value, quarters)
        return SHOWN[self.kind](value)


@dataclass(frozen=True)
class LoadedColumn(Column[Row]):
    """A column, what stands in it, and how a file that is loaded uses it.

    One that is not `is_read` is there for people: a file may have it, nothing is read from it.
    """

    meaning: str = ""
    is_read: bool = False
    is_needed: bool = False


def as_csv(
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    quarters: str = QuarterConvention.FINANCIAL,
) -> str:
    """Return rows under their heads, no cell a formula (DESIGN 4a.10).

    The byte order mark lets spreadsheets read the accents.
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([column.label for column in columns])
    for row in rows:
        writer.writerow([safe_cell(column.show(row, quarters=quarters)) for column in columns])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()
