"""A file of targets as it was sent: a version for each row, beside those before it (Rule 25)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from irp.forms import hold_to_window
from irp.rules.csv_rows import CsvRow
from irp.rules.window import Window
from kpis.actions import NewTarget
from kpis.columns import TARGET
from kpis.forms.files import FileOfKpis, Load, RowShown, RowsRead, begin, in_choices
from kpis.forms.targets import TargetForm
from kpis.models import Indicator, Target
from kpis.readings import TargetsKnown, targets_known
from kpis.rules import printed_value
from kpis.words import Yardstick

NONE = "none"  # of a value: from then on there is none


def read_targets_file(
    text: str, *, may: Callable[[Indicator], bool], window: Window, on: date
) -> FileOfKpis:
    """Return what a file's text would set; `may` asks for an indicator."""
    rows, reading = begin(text, TARGET, may=may, window=window, on=on)
    known = targets_known({row.pk for row in reading.indicators.values()})
    newest = Target.objects.order_by("-pk").values_list("pk", flat=True).first()
    reading.read.seen = newest or 0
    for row in rows:
        if indicator := reading.indicator(row):
            _judge_target(row, indicator, known[indicator.pk], reading)
    return reading.read


def _judge_target(
    row: CsvRow, indicator: Indicator, known: TargetsKnown, reading: RowsRead
) -> None:
    cells = reading.cells(row) | {"version": "0"}
    if cells["value"].casefold() == NONE:
        cells |= {"value": "", "is_none": "on"}
    form = TargetForm(in_choices(TargetForm, cells), indicator=indicator, known=known)
    hold_to_window(form, lambda: reading.window)
    form.is_valid()
    typed = form.typed
    if typed in {
        (version.kind, version.from_month, version.value, version.tolerance)
        for version in known.versions
    }:
        reading.read.there.append(_target_shown(row, indicator, typed))
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
    reading.read.new.append(_target_shown(row, indicator, typed))


def _target_shown(row: CsvRow, indicator: Indicator, typed: tuple[Any, ...]) -> RowShown:
    kind, month, value, _ = typed
    printed = "None" if value is None else printed_value(value, unit=indicator.unit)
    return RowShown(
        line=row.line, ref=indicator.ref, name=indicator.name, month=month, printed=printed,
        kind=Yardstick(kind).label,
    )  # fmt: skip
