"""A file of the register as it was sent: which rows are new, changed, stale or faulty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F

from irp.field_messages import messages_of
from irp.forms import hold_to_window
from irp.forms.files import RowShown, Texts
from irp.models import Post
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from irp.rules.window import Window
from programmes.actions.register_load import LoadedRow
from programmes.forms.raid import FORMS, EntryForm
from programmes.forms.register_cells import (
    LOADED,
    PROGRAMME,
    REF,
    VERSION,
    WHY,
    boxes_of,
    cells_of,
    heads_of,
    now_in,
    score_boxes,
    score_label,
    sent_cell,
)
from programmes.forms.register_preview import FileRead
from programmes.forms.risks import ScoreForm
from programmes.models import Programme
from programmes.readings.raid import MODELS
from programmes.words import EntryState, RaidKind
from programmes.words.raid import OVERARCHING


@dataclass
class _Reading:
    """What rows are read with: the entries, programmes and posts that they name."""

    kind: RaidKind
    rows: Mapping[str, Any]
    programmes: Mapping[str, Programme]
    posts: Mapping[str, Post]
    may_keep: Callable[[Programme | None], bool]
    window: Window
    read: FileRead = field(default_factory=FileRead)
    seen: set[str] = field(default_factory=set)

    def fault(self, row: CsvRow, label: str, what: str) -> None:
        self.read.faults.append(CellFault(line=row.line, label=label, what=what))


def open_entries(kind: RaidKind) -> list[Any]:
    """Return the open entries of a kind with what a file says of them, in a few statements."""
    assert kind in LOADED
    rows: Any = MODELS[kind]._default_manager.filter(state=EntryState.OPEN.value)
    links = {
        RaidKind.RISK: ("programme__sao", "programme__rdl", "owner"),
        RaidKind.ISSUE: ("programme__sao", "programme__rdl", "owner"),
        RaidKind.ACTION: ("programme__sao", "programme__rdl", "owner", "risk", "issue"),
    }[kind]
    # Said, as databases differ in it: what belongs to no programme comes last.
    by_programme = F("programme__number").asc(nulls_last=True)
    rows = rows.select_related(*links).order_by(by_programme, "number")
    return list(rows.prefetch_related("milestones") if kind is RaidKind.RISK else rows)


def read_register_file(
    kind: RaidKind, text: str, *, may_keep: Callable[[Programme | None], bool], window: Window
) -> FileRead:
    """Return what a file's text would do to the register; `may_keep` asks for a programme's.

    `window` are the days that are taken, as where a person types them into a box.
    """
    rows, faults = rows_of(text, labels=heads_of(kind), needed={REF, PROGRAMME, "Title"})
    reading = _Reading(
        kind=kind,
        rows={row.ref: row for row in open_entries(kind)},
        programmes={row.ref: row for row in Programme.objects.select_related("sao", "rdl")},
        posts={post.title.casefold(): post for post in Post.objects.all()},
        may_keep=may_keep,
        window=window,
    )
    reading.read.faults += faults
    for row in rows:
        _judge(row, reading)
    reading.read.faults.sort(key=lambda fault: fault.line)
    return reading.read


def _judge(row: CsvRow, reading: _Reading) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.read.faults)
    ref = row.cells.get(REF, "").upper()
    entry = _entry(row, ref, reading)
    if entry is not None:  # a column that the file leaves out says what is stored
        row = replace(row, cells=cells_of(reading.kind, entry) | row.cells)
    programme = _programme(row, entry, reading)
    version = _version(row, entry, reading)
    form = _form(row, reading, version=version)
    if len(reading.read.faults) > before:
        return
    if entry is not None and version != entry.version:
        stored = cells_of(reading.kind, entry)
        texts = tuple(
            (label, stored[label], cell)
            for label, cell in row.cells.items()
            if label not in {VERSION, WHY} and stored.get(label, "") != cell
        )
        shown = RowShown(line=row.line, ref=ref, title=entry.title, texts=texts)
        reading.read.stale.append(shown)
        return
    scores = _scores(row, entry, reading)
    if len(reading.read.faults) == before:
        _take(row, entry, programme, form, scores, reading)


def _entry(row: CsvRow, ref: str, reading: _Reading) -> Any:
    if not ref:
        return None
    entry = reading.rows.get(ref)
    kind = reading.kind.label.lower()
    if entry is None:
        what = f"Leave it empty for a new {kind}. There is no open {kind} {ref[:20]}"
        reading.fault(row, REF, what)
    elif ref in reading.seen:
        reading.fault(row, REF, f"Put {ref} on one line only")
    reading.seen.add(ref)
    return entry


def _programme(row: CsvRow, entry: Any, reading: _Reading) -> Programme | None:
    cell = row.cells.get(PROGRAMME, "")
    programme = reading.programmes.get(cell.upper())
    if programme is None and cell.casefold() != OVERARCHING.casefold():
        what = f"Type a programme’s reference such as HOU, or {OVERARCHING}"
        reading.fault(row, PROGRAMME, what)
    elif entry is not None and entry.programme_id != (programme.pk if programme else None):
        own = entry.programme.ref if entry.programme else OVERARCHING
        reading.fault(row, PROGRAMME, f"Type {own}. An entry stays where it was added")
    elif not reading.may_keep(programme):
        reading.fault(row, PROGRAMME, "Leave this row out. You do not keep this register")
    return programme


def _version(row: CsvRow, entry: Any, reading: _Reading) -> int:
    """Return the version of the entry as it was downloaded; 0 for a new one."""
    cell = row.cells.get(VERSION, "")
    if entry is None:
        return 0
    if not (cell.isascii() and cell.isdigit() and len(cell) < 9):
        what = "Download the file again and keep the number in this column"
        reading.fault(row, VERSION, what)
        return 0
    return int(cell)


def _form(row: CsvRow, reading: _Reading, *, version: int) -> EntryForm:
    """Return the entry's own form with what the row says; its faults are the row's."""
    boxes = boxes_of(reading.kind)
    data: dict[str, str] = {"version": str(version)}
    unread = set()
    for name, box in boxes.items():
        label = str(box.label)
        data[name], what = sent_cell(box, row.cells.get(label, ""), reading.posts)
        if what:
            unread.add(name)
            reading.fault(row, label, what)
    form = FORMS[reading.kind](data=data)
    hold_to_window(form, lambda: reading.window)
    for name in boxes:
        for what in () if name in unread else messages_of(form[name]):
            reading.fault(row, str(boxes[name].label), str(what))
    for error in form.non_field_errors():
        reading.fault(row, "", str(error))
    return form


def _scores(row: CsvRow, entry: Any, reading: _Reading) -> ScoreForm | None:
    """Return the form of a row's scores; None where they are those that the entry has."""
    boxes = score_boxes(reading.kind)
    stored = cells_of(reading.kind, entry) if entry is not None else {}
    cells = {name: row.cells.get(score_label(name), "") for name in boxes}
    if all(cell == stored.get(score_label(name), "") for name, cell in cells.items()):
        return None
    data = {"version": "0", "reason": row.cells.get(WHY, "")}
    unread = set()
    for name, box in boxes.items():
        data[name], what = sent_cell(box, cells[name], {})
        if what:
            unread.add(name)
            reading.fault(row, score_label(name), what)
    form = ScoreForm(data=data)
    for name in (*boxes, "reason"):
        label = WHY if name == "reason" else score_label(name)
        for what in () if name in unread else messages_of(form[name]):
            reading.fault(row, label, str(what))
    return form


def _take(
    row: CsvRow,
    entry: Any,
    programme: Programme | None,
    form: EntryForm,
    scores: ScoreForm | None,
    reading: _Reading,
) -> None:
    """Keep a faultless row for the act, and show what it changes."""
    title = form.cleaned_data["title"]
    texts = _texts(row, entry, form, scores, reading) if entry is not None else ()
    shown = RowShown(line=row.line, ref=entry.ref if entry else "", title=title, texts=texts)
    if entry is not None and not texts:
        reading.read.unchanged += 1
        return
    (reading.read.changed if entry is not None else reading.read.new).append(shown)
    reading.read.loads.append(
        LoadedRow(
            row=entry,
            programme=programme,
            values=form.values(),
            milestones=form.milestones(),
            version=form.cleaned_data["version"],
            scores=scores.scores() if scores else None,
            why_scores=scores.cleaned_data["reason"] if scores else "",
        )
    )


def _texts(
    row: CsvRow, entry: Any, form: EntryForm, scores: ScoreForm | None, reading: _Reading
) -> Texts:
    """Return what differs, each as it is stored and as the file says it."""
    now, stored = now_in(entry), cells_of(reading.kind, entry)
    labels = [
        str(box.label)
        for name, box in boxes_of(reading.kind).items()
        if _plain(form.cleaned_data[name]) != _plain(now[name])
    ]
    if scores:
        labels += [score_label(name) for name in score_boxes(reading.kind)]
    return tuple(
        (label, stored[label], cell)
        for label in labels
        if (cell := row.cells.get(label, "")) != stored[label]
    )


def _plain(value: Any) -> Any:
    return "" if value is None else value
