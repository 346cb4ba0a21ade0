"""A file of readings as it was sent: a reading a row, beside those that there are (Rule 27)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from irp.forms import hold_to_window
from irp.rules.csv_rows import CsvRow
from irp.rules.date_spans import printed_month
from irp.rules.window import Window
from kpis.actions import Entered
from kpis.columns import READING
from kpis.forms.files import FileOfKpis, Load, RowShown, RowsRead, begin, in_choices
from kpis.forms.readings import ReadingForm
from kpis.models import Indicator, Reading
from kpis.readings import Known, readings_known
from kpis.rules import printed_value, worked_out


def read_readings_file(
    text: str, *, may: Callable[[Indicator], bool], window: Window, on: date
) -> FileOfKpis:
    """Return what a file's text would record; `may` asks for an indicator.

    `window` are the days that are taken, `on` the day of recording.
    """
    rows, reading = begin(text, READING, may=may, window=window, on=on)
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


def _judge_reading(row: CsvRow, indicator: Indicator, known: Known, reading: RowsRead) -> None:
    """Put a row where it belongs, and its faults beside it."""
    cells = reading.cells(row) | {"version": str(reading.read.seen)}
    form = _ReadingRowForm(
        in_choices(ReadingForm, cells), known=known, indicator=indicator, on=reading.on
    )
    hold_to_window(form, lambda: reading.window)
    for name in ("numerator", "denominator", "respondents", "asked_from", "asked_until"):
        if cells[name] and name not in form.fields:
            reading.fault(row, name, f"Leave this empty. {indicator.ref} has no such number")
            return
    form.is_valid()
    typed = form.typed
    if typed and typed in known.ever_read:  # the same figure: nothing is asked of it
        shown = _reading_shown(row, indicator, month=typed[0], value=typed[1], kind=typed[2].label)
        reading.read.there.append(shown)
        return
    if typed and reading.is_repeated(
        row, (indicator.pk, typed[0]), f"{indicator.ref} of {printed_month(typed[0])}"
    ):
        return
    if not reading.tell(row, form):
        return
    entered = Entered(**form.entered() | {"seen": None})
    value = entered.value
    if value is None:
        value = worked_out(entered.basis, unit=indicator.unit)
    assert value is not None  # without one the form has a fault
    known.add(entered.month, value, figure=entered.figure)
    reading.read.loads.append(Load(row.line, indicator, entered))
    shown = _reading_shown(
        row, indicator, month=entered.month, value=value, kind=entered.figure.label
    )
    reading.read.new.append(shown)


def _reading_shown(
    row: CsvRow, indicator: Indicator, *, month: date, value: Any, kind: str
) -> RowShown:
    printed = printed_value(value, unit=indicator.unit)
    return RowShown(
        line=row.line, ref=indicator.ref, name=indicator.name, month=month, printed=printed,
        kind=kind,
    )  # fmt: skip
