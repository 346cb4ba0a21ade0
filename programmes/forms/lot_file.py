"""A file of assets and lots as it was sent: which are new, whose sale moves, what is faulty (25).

A file adds lots and enters how far their sales have come. What a lot says is changed on its page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from irp.forms import hold_to_window
from irp.forms.files import ReadFile
from irp.rules.calendar import london_day
from irp.rules.csv_rows import CsvRow
from irp.rules.window import Window
from programmes.actions.lot_load import LoadedLot
from programmes.actions.lots import ProgressEntry
from programmes.columns.receipts import LOT
from programmes.forms.lot_month import ProgressForm
from programmes.forms.lots import LotForm
from programmes.forms.named_rows import NamedRows
from programmes.models import Lot, LotProgress, Programme
from programmes.readings.lot_rows import lots_with_posts, newest_progress
from programmes.readings.receipts import PROGRESS
from programmes.rules.receipts import stage_of
from programmes.words import Stage

LABELS = {column.name: column.label for column in LOT}
CELLS = tuple(name for name in PROGRESS if name != "withdrawn")  # of a sale, in a file


@dataclass(frozen=True, kw_only=True)
class LotShown:
    """A row as the preview shows it, with how far its sale has come by the file and before it."""

    line: int
    ref: str
    title: str
    programme: str
    stage: Stage | None  # None where the row says nothing of a sale
    before: Stage | None  # None for a new one, or where nothing was entered


@dataclass
class LotFile(ReadFile[LoadedLot]):
    """What a file would do; nothing while it has faults."""

    new: list[LotShown] = field(default_factory=list)
    moved: list[LotShown] = field(default_factory=list)
    there: list[LotShown] = field(default_factory=list)


@dataclass(kw_only=True)
class _FileOfLots(NamedRows[Lot]):
    """What rows are read with, and what they would do."""

    progress: Mapping[int, LotProgress]
    may_keep: Callable[[Lot], bool]
    window: Window
    at: datetime
    read: LotFile = field(default_factory=LotFile)

    def now(self, known: Lot | None) -> LotProgress | None:
        """Return how far the sale of a lot has come; None for a new one."""
        return self.progress.get(known.pk) if known else None


def read_lot_file(
    text: str,
    *,
    may_add: Callable[[Programme], bool],
    may_keep: Callable[[Lot], bool],
    window: Window,
    at: datetime,
) -> LotFile:
    """Return what a file's text would do, judged at a moment."""
    lots = {row.ref: row for row in lots_with_posts()}
    reading = _FileOfLots(
        word="lot",
        example="AST",
        labels=LABELS,
        entries=lots,
        programme_of=attrgetter("programme"),
        progress=newest_progress(at=at, among=[row.pk for row in lots.values()]),
        may_add=may_add,
        may_keep=may_keep,
        window=window,
        at=at,
    )
    needed = {column.label for column in LOT if column.is_needed}
    reading.read.faults = reading.judge(
        text, needed=needed, row_by_row=lambda row: _judge(row, reading)
    )
    return reading.read


def _judge(row: CsvRow, reading: _FileOfLots) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.faults)
    if reading.is_unknown(row):
        return
    known = reading.entries.get(reading.ref(row))
    programme = reading.programme(row, known)
    values = {} if known else _values(row, reading)
    if known:
        reading.refuse_another_title(row, known.title)
    progress = _progress(row, known, reading)
    reading.refuse_repeated(row, {ref: lot.title for ref, lot in reading.entries.items()})
    if len(reading.faults) > before or programme is None:
        return
    now = reading.now(known)
    shown = LotShown(
        line=row.line,
        ref=reading.ref(row),
        title=reading.cell(row, "title"),
        programme=programme.ref,
        stage=stage_of(vars(progress)) if progress else None,
        before=stage_of(vars(now)) if now else None,
    )
    if known and not progress:
        reading.read.there.append(shown)
        return
    load = LoadedLot(
        line=row.line, row=known, programme=programme, values=values, progress=progress
    )
    reading.read.loads.append(load)
    (reading.read.moved if known else reading.read.new).append(shown)


def _values(row: CsvRow, reading: _FileOfLots) -> dict[str, Any]:
    """Return what a new lot says, by its own form's rules."""
    owner, title = reading.owner(row), reading.cell(row, "title")
    reading.form_faults(row, LotForm(data={"title": title, "version": "0"}), {"title": "title"})
    return {"title": title, "owner": owner}


def _progress(row: CsvRow, known: Lot | None, reading: _FileOfLots) -> ProgressEntry | None:
    """Return the sale that a row says; None where it says nothing, or what is in force."""
    now = reading.now(known)
    if not any(reading.cell(row, name) for name in CELLS) and now is None:
        return None
    data = {f"row-{name}": _said(row, name, now, reading) for name in CELLS}
    data |= {"row-version": str(now.pk if now else 0)}
    data |= {"row-withdrawn": "on" if now and now.withdrawn else ""}
    form = ProgressForm(
        data, ref="row", initial=ProgressForm.initial_of(now), on=london_day(reading.at)
    )
    hold_to_window(form, lambda: reading.window)
    if now and not _differs(form, now):
        return None
    found = reading.form_faults(row, form, {name: name for name in CELLS})
    if not found and known and not reading.may_keep(known):
        reading.fault(row, "ref", "Leave this row as it was. It is no sale of yours")
    return None if found or form.errors else form.entry()


def _said(row: CsvRow, name: str, now: LotProgress | None, reading: _FileOfLots) -> str:
    """Return a cell of a sale; what is in force where the file has no such column."""
    if LABELS[name] in row.cells or now is None:
        return reading.cell(row, name)
    field = ProgressForm.base_fields[name]
    stored = field.prepare_value(getattr(now, name))
    return "" if stored is None else str(stored)


def _differs(form: ProgressForm, now: LotProgress) -> bool:
    """Tell whether a row says another sale than is in force; what cannot be read differs."""
    if not form.has_changed():
        return False
    form.is_valid()
    cleaned = form.cleaned_data
    return any(
        name in form.errors or (cleaned.get(name) or None) != (getattr(now, name) or None)
        for name in CELLS
    )
