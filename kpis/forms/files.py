"""What files of readings and of targets have in common: what a row is, and its faults.

A file only adds: nothing that was recorded is changed by it (Rules 25 and 27).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from irp.field_messages import messages_of
from irp.forms.files import ReadFile
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from irp.rules.window import Window
from kpis.columns import REF, FileColumn
from kpis.models import Indicator
from kpis.rules import unit_changed_since


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """A row as the preview shows it: its line, its indicator, its month and its value in words."""

    line: int
    ref: str
    name: str
    month: date
    printed: str
    kind: str


@dataclass(frozen=True)
class Load:
    """What a row would write: its line in the file, its indicator, and what it says."""

    line: int
    indicator: Indicator
    says: Any


@dataclass
class FileOfKpis(ReadFile[Load]):
    """What a file would add; nothing while it has faults. `seen` marks what it was read beside."""

    new: list[RowShown] = field(default_factory=list)
    there: list[RowShown] = field(default_factory=list)
    seen: int = 0

    @property
    def asked(self) -> str:
        """Return the unit that each row was read in, as the page that shows the file sends it."""
        units = {load.indicator.ref: load.indicator.unit for load in self.loads}
        return ";".join(f"{ref}={unit}" for ref, unit in units.items())

    def hold_to(self, asked: str) -> None:
        """Refuse the rows whose indicator's unit is another than the one that was shown."""
        shown = dict(pair.split("=", 1) for pair in asked.split(";") if "=" in pair)
        for load in self.loads:
            unit = load.indicator.unit
            if fault := unit_changed_since(shown.get(load.indicator.ref, unit), unit):
                self.faults.append(CellFault(line=load.line, label="Value", what=fault))


@dataclass
class RowsRead:
    """What rows are read with: the columns, the indicators that they may name, the window."""

    columns: Sequence[FileColumn[Any]]
    indicators: Mapping[str, Indicator]
    may: Callable[[Indicator], bool]
    window: Window
    on: date
    read: FileOfKpis = field(default_factory=FileOfKpis)
    seen: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        label = next((column.label for column in self.columns if column.box == name), "")
        self.read.faults.append(CellFault(line=row.line, label=label, what=what))

    def cells(self, row: CsvRow) -> dict[str, str]:
        """Return the cells that are read, by the names of the boxes that they go into."""
        return {
            column.box: row.cells.get(column.label, "") for column in self.columns if column.is_read
        }

    def indicator(self, row: CsvRow) -> Indicator | None:
        """Return the indicator that a row names; one that there is not is its fault."""
        ref = row.cells.get(REF, "").upper()
        found = self.indicators.get(ref)
        if found is None:
            self.fault(row, "ref", "Enter the reference of an indicator, such as KPI-1-07")
        elif not self.may(found):
            self.fault(row, "ref", f"Leave this row out. You do not answer for {ref}")
            return None
        return found

    def is_repeated(self, row: CsvRow, key: tuple[Any, ...], what: str) -> bool:
        """Tell whether a line above is of the same, which is the row's fault."""
        first = self.seen.setdefault(key, row.line)
        if first != row.line:
            self.fault(row, "ref", f"Put {what} on one line only. Line {first} has it")
        return first != row.line

    def tell(self, row: CsvRow, form: forms.BaseForm) -> bool:
        """Take a form's faults for the row's; tell whether it has none."""
        before = len(self.read.faults)
        for box in form:
            for what in messages_of(box):
                self.fault(row, box.name, str(what))
        for fault in form.non_field_errors():
            self.fault(row, "", str(fault))
        return len(self.read.faults) == before


def begin(
    text: str,
    columns: Sequence[FileColumn[Any]],
    *,
    may: Callable[[Indicator], bool],
    window: Window,
    on: date,
) -> tuple[list[CsvRow], RowsRead]:
    """Return the rows of a file's text, and what they are read with; its faults so far in it."""
    labels = [column.label for column in columns]
    needed = {column.label for column in columns if column.is_needed}
    rows, faults = rows_of(text, labels=labels, needed=needed)
    refs = {row.cells.get(REF, "").upper() for row in rows}
    found = Indicator.objects.select_related("owner").filter(ref__in=refs)
    named = {row.ref: row for row in found}
    reading = RowsRead(columns=columns, indicators=named, may=may, window=window, on=on)
    reading.read.faults += faults
    return rows, reading


def in_choices(kind: type[forms.Form], cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells as a form takes them: the words of a choice as its value, "Yes" as 1."""
    found = dict(cells)
    for name, box in kind.base_fields.items():
        for value, words in getattr(box, "choices", ()):
            if found.get(name, "").casefold() == str(words).casefold():
                found[name] = str(value)
    yes_or_no = {"yes": "1", "no": "0"}
    found["value"] = yes_or_no.get(found.get("value", "").casefold(), found.get("value", ""))
    return found
