"""Files of readings and of targets as they were sent: which rows are new, there already or faulty.

A file only adds: nothing that was recorded is changed by it (Rules 25 and 27).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from irp.field_messages import messages_of
from irp.forms import hold_to_window
from irp.forms.files import ReadFile
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from irp.rules.date_spans import printed_month
from irp.rules.window import Window
from kpis.actions import Entered, NewTarget
from kpis.columns import READING, REF, TARGET, FileColumn
from kpis.forms.readings import ReadingForm
from kpis.forms.targets import TargetForm
from kpis.models import Indicator, Reading, Target
from kpis.readings import Known, TargetsKnown, readings_known, targets_known
from kpis.rules import printed_value, worked_out
from kpis.words import Yardstick

NONE = "none"  # of a value: from then on there is none


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """A row as the preview shows it: its line, its indicator, its month and its value in words."""

    line: int
    ref: str
    name: str
    month: date
    printed: str
    said: str


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


@dataclass
class _Reading:
    """What rows are read with: the columns, the indicators that they may name, the window."""

    columns: Sequence[FileColumn[Any]]
    indicators: Mapping[str, Indicator]
    may: Callable[[Indicator], bool]
    window: Window
    on: date
    read: FileOfKpis = field(default_factory=FileOfKpis)
    seen: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        label = next((one.label for one in self.columns if one.box == name), "")
        self.read.faults.append(CellFault(line=row.line, label=label, what=what))

    def cells(self, row: CsvRow) -> dict[str, str]:
        """Return the cells that are read, by the names of the boxes that they go into."""
        return {one.box: row.cells.get(one.label, "") for one in self.columns if one.is_read}

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
            self.fault(row, "ref", f"Have {what} on one line only. Line {first} has it")
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


def _begin(
    text: str,
    columns: Sequence[FileColumn[Any]],
    *,
    may: Callable[[Indicator], bool],
    window: Window,
    on: date,
) -> tuple[list[CsvRow], _Reading]:
    labels = [column.label for column in columns]
    needed = {column.label for column in columns if column.is_needed}
    rows, faults = rows_of(text, labels=labels, needed=needed)
    refs = {row.cells.get(REF, "").upper() for row in rows}
    found = Indicator.objects.select_related("owner").filter(ref__in=refs)
    named = {row.ref: row for row in found}
    reading = _Reading(columns=columns, indicators=named, may=may, window=window, on=on)
    reading.read.faults += faults
    return rows, reading


def read_readings_file(
    text: str, *, may: Callable[[Indicator], bool], window: Window, on: date
) -> FileOfKpis:
    """Return what a file's text would record; `may` asks for an indicator.

    `window` are the days that are taken, `on` the day of recording.
    """
    rows, reading = _begin(text, READING, may=may, window=window, on=on)
    keys = {row.pk for row in reading.indicators.values()}
    known = readings_known(keys)
    newest = Reading.objects.order_by("-pk").values_list("pk", flat=True).first()
    reading.read.seen = newest or 0
    for row in rows:
        if indicator := reading.indicator(row):
            _judge_reading(row, indicator, known[indicator.pk], reading)
    return reading.read


class _ReadingRowForm(ReadingForm):
    """What a row says of a reading, held to what is recorded and to the rows above it."""

    def __init__(self, data: Mapping[str, str], *, known: Known, **given: Any) -> None:
        super().__init__(data, **given)
        self.known = known

    def recorded(self) -> Known:
        """Return what is recorded, the rows above it among that."""
        return self.known


def _judge_reading(row: CsvRow, indicator: Indicator, known: Known, reading: _Reading) -> None:
    """Put a row where it belongs, and its faults beside it."""
    cells = reading.cells(row) | {"version": "0"}
    form = _ReadingRowForm(
        _in_choices(ReadingForm, cells), known=known, indicator=indicator, on=reading.on
    )
    hold_to_window(form, lambda: reading.window)
    for name in ("numerator", "denominator", "respondents", "asked_from", "asked_until"):
        if cells[name] and name not in form.fields:
            reading.fault(row, name, f"Leave this empty. {indicator.ref} has no such number")
            return
    form.is_valid()
    said = form.said
    if said and said in known.said:  # the same figure: nothing is asked of it
        shown = _reading_shown(row, indicator, month=said[0], value=said[1], said=said[2].label)
        reading.read.there.append(shown)
        return
    if not reading.tell(row, form):
        return
    entered = Entered(**form.entered() | {"seen": None})
    if reading.is_repeated(
        row, (indicator.pk, entered.month), f"{indicator.ref} of {printed_month(entered.month)}"
    ):
        return
    value = entered.value
    if value is None:
        value = worked_out(entered.basis, unit=indicator.unit)
    assert value is not None  # without one the form has a fault
    known.add(entered.month, value, figure=entered.figure)
    reading.read.loads.append(Load(row.line, indicator, entered))
    shown = _reading_shown(
        row, indicator, month=entered.month, value=value, said=entered.figure.label
    )
    reading.read.new.append(shown)


def _reading_shown(
    row: CsvRow, indicator: Indicator, *, month: date, value: Any, said: str
) -> RowShown:
    printed = printed_value(value, unit=indicator.unit)
    return RowShown(
        line=row.line, ref=indicator.ref, name=indicator.name, month=month, printed=printed,
        said=said,
    )  # fmt: skip


def _in_choices(kind: type[forms.Form], cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells as a form takes them: the words of a choice as its value, "Yes" as 1."""
    found = dict(cells)
    for name, box in kind.base_fields.items():
        for value, words in getattr(box, "choices", ()):
            if found.get(name, "").casefold() == str(words).casefold():
                found[name] = str(value)
    yes_or_no = {"yes": "1", "no": "0"}
    found["value"] = yes_or_no.get(found.get("value", "").casefold(), found.get("value", ""))
    return found


def read_targets_file(
    text: str, *, may: Callable[[Indicator], bool], window: Window, on: date
) -> FileOfKpis:
    """Return what a file's text would set; `may` asks for an indicator."""
    rows, reading = _begin(text, TARGET, may=may, window=window, on=on)
    known = targets_known({row.pk for row in reading.indicators.values()})
    newest = Target.objects.order_by("-pk").values_list("pk", flat=True).first()
    reading.read.seen = newest or 0
    for row in rows:
        if indicator := reading.indicator(row):
            _judge_target(row, indicator, known[indicator.pk], reading)
    return reading.read


def _judge_target(
    row: CsvRow, indicator: Indicator, known: TargetsKnown, reading: _Reading
) -> None:
    cells = reading.cells(row) | {"version": "0"}
    if cells["value"].casefold() == NONE:
        cells |= {"value": "", "is_none": "on"}
    form = TargetForm(_in_choices(TargetForm, cells), indicator=indicator, known=known)
    hold_to_window(form, lambda: reading.window)
    form.is_valid()
    said = form.said
    if said in {(one.kind, one.from_month, one.value, one.tolerance) for one in known.versions}:
        reading.read.there.append(_target_shown(row, indicator, said))
        return
    if not reading.tell(row, form):
        return
    target: NewTarget = form.new()
    known.add(
        target.kind,
        from_month=target.from_month,
        value=target.value,
        tolerance=target.tolerance,
    )
    reading.read.loads.append(Load(row.line, indicator, target))
    reading.read.new.append(_target_shown(row, indicator, said))


def _target_shown(row: CsvRow, indicator: Indicator, said: tuple[Any, ...]) -> RowShown:
    kind, month, value, _ = said
    printed = "None" if value is None else printed_value(value, unit=indicator.unit)
    return RowShown(
        line=row.line, ref=indicator.ref, name=indicator.name, month=month, printed=printed,
        said=Yardstick(kind).label,
    )  # fmt: skip
