"""A file of assets and lots as it was sent: which are new, whose sale moves, what is faulty (25).

A file adds lots and enters how far their sales have come. What a lot says is changed on its page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from irp.field_messages import messages_of
from irp.forms import hold_to_window
from irp.forms.files import ReadFile
from irp.models import Post
from irp.rules.calendar import london_day
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from irp.rules.window import Window
from programmes.actions.lot_load import LoadedLot
from programmes.actions.lots import ProgressEntry
from programmes.columns.receipts import LOT
from programmes.forms.lot_month import ProgressForm
from programmes.forms.lots import LotForm
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


@dataclass
class _FileOfLots:
    """What rows are read with: the lots, programmes, posts and entries that there are."""

    lots: dict[str, Lot]
    programmes: dict[str, Programme]
    posts: dict[str, Post]
    progress: dict[int, LotProgress]
    may_add: Callable[[Programme], bool]
    may_keep: Callable[[Lot], bool]
    window: Window
    at: datetime
    read: LotFile = field(default_factory=LotFile)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        self.read.faults.append(CellFault(line=row.line, label=LABELS[name], what=what))


def read_lot_file(
    text: str,
    *,
    may_add: Callable[[Programme], bool],
    may_keep: Callable[[Lot], bool],
    window: Window,
    at: datetime,
) -> LotFile:
    """Return what a file's text would do, judged at a moment."""
    needed = {column.label for column in LOT if column.is_needed}
    rows, faults = rows_of(text, labels=list(LABELS.values()), needed=needed)
    lots = {row.ref: row for row in lots_with_posts()}
    reading = _FileOfLots(
        lots=lots,
        programmes={row.ref: row for row in Programme.objects.select_related("sao", "rdl")},
        posts={post.title: post for post in Post.objects.all()},
        progress=newest_progress(at=at, among=[row.pk for row in lots.values()]),
        may_add=may_add,
        may_keep=may_keep,
        window=window,
        at=at,
    )
    reading.read.faults += faults
    for row in rows:
        _judge(row, reading)
    reading.read.faults.sort(key=lambda fault: fault.line)
    return reading.read


def _cell(row: CsvRow, name: str) -> str:
    return row.cells.get(LABELS[name], "")


def _judge(row: CsvRow, reading: _FileOfLots) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.read.faults)
    ref = _cell(row, "ref").upper()
    known = reading.lots.get(ref)
    if ref and known is None:
        reading.fault(row, "ref", f"Leave it empty for a new one. There is no lot {ref[:20]}")
        return
    programme = _programme(row, known, reading)
    values = {} if known else _values(row, reading)
    if known and _cell(row, "title") != known.title:
        reading.fault(row, "title", f"Enter “{known.title}” or change it on its own page")
    progress = _progress(row, known, reading)
    _refuse_repeated(row, ref, reading)
    if len(reading.read.faults) > before or programme is None:
        return
    now = reading.progress.get(known.pk) if known else None
    shown = LotShown(
        line=row.line,
        ref=ref,
        title=_cell(row, "title"),
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


def _programme(row: CsvRow, known: Lot | None, reading: _FileOfLots) -> Programme | None:
    """Return the programme that a row names; its fault where there is none, or not the person's."""
    ref = _cell(row, "programme").upper()
    found = reading.programmes.get(ref)
    if found is None or found.closed_on:
        reading.fault(row, "programme", "Enter the reference of an open programme, such as AST")
        return None
    if known and known.programme.ref != ref:
        what = f"Enter {known.programme.ref}. {known.ref} is of that programme"
        reading.fault(row, "programme", what)
    if not known and not reading.may_add(found):
        reading.fault(row, "programme", "Leave this row out. It is no programme of yours")
    return found


def _values(row: CsvRow, reading: _FileOfLots) -> dict[str, Any]:
    """Return what a new lot says, by its own form's rules."""
    owner = _cell(row, "owner")
    if owner and owner not in reading.posts:
        reading.fault(row, "owner", "Enter the title of a post, or leave it empty")
    form = LotForm(data={"title": _cell(row, "title"), "version": "0"})
    for what in messages_of(form["title"]):
        reading.fault(row, "title", str(what))
    return {"title": _cell(row, "title"), "owner": reading.posts.get(owner)}


def _progress(row: CsvRow, known: Lot | None, reading: _FileOfLots) -> ProgressEntry | None:
    """Return the sale that a row says; None where it says nothing, or what is in force."""
    now = reading.progress.get(known.pk) if known else None
    if not any(_cell(row, name) for name in CELLS) and now is None:
        return None
    data = {f"row-{name}": _said(row, name, now) for name in CELLS}
    data |= {"row-version": str(now.pk if now else 0)}
    data |= {"row-withdrawn": "on" if now and now.withdrawn else ""}
    form = ProgressForm(
        data, ref="row", initial=ProgressForm.initial_of(now), on=london_day(reading.at)
    )
    hold_to_window(form, lambda: reading.window)
    if now and not _differs(form, now):
        return None
    found = [(name, str(what)) for name in CELLS for what in messages_of(form[name])]
    for name, what in found:
        reading.fault(row, name, what)
    if not found and known and not reading.may_keep(known):
        reading.fault(row, "ref", "Leave this row as it was. It is no sale of yours")
    return None if found or form.errors else form.entry()


def _said(row: CsvRow, name: str, now: LotProgress | None) -> str:
    """Return a cell of a sale; what is in force where the file has no such column."""
    if LABELS[name] in row.cells or now is None:
        return _cell(row, name)
    field = ProgressForm.base_fields[name]
    stored = field.prepare_value(getattr(now, name))
    return "" if stored is None else str(stored)


def _differs(form: ProgressForm, now: LotProgress) -> bool:
    """Tell whether a row says another sale than is in force; what cannot be read differs."""
    if not form.has_changed():
        return False
    form.is_valid()
    said = form.cleaned_data
    return any(
        name in form.errors or (said.get(name) or None) != (getattr(now, name) or None)
        for name in CELLS
    )


def _refuse_repeated(row: CsvRow, ref: str, reading: _FileOfLots) -> None:
    """Refuse a row that a line above says already: the same lot, by reference or by its name."""
    title = _cell(row, "title").casefold()
    key = (ref,) if ref else (title, _cell(row, "programme").upper())
    first = reading.seen.setdefault(key, row.line)
    if first != row.line:
        reading.fault(row, "title", f"Line {first} is of the same lot. Have it on one line only")
        return
    twin = next(
        (one for one in reading.lots.values() if not ref and one.title.casefold() == title), None
    )
    if twin:
        reading.fault(row, "ref", f"Enter {twin.ref}. There is one of this name")
