"""A file of benefits as it was sent: which it adds, which are there, its faults (Rule 26)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from irp.field_messages import messages_of
from irp.forms import hold_to_window
from irp.forms.files import ReadFile
from irp.models import Post
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from irp.rules.window import Window
from programmes.columns.benefits import BENEFIT
from programmes.forms.benefits import BenefitForm
from programmes.models import Benefit, Programme, Saving
from programmes.words.benefits import BenefitKind, Better

LABELS = {column.name: column.label for column in BENEFIT}
READ = ("title", "measure", "unit", "baseline", "target", "target_on", "review_on", "note")
NEEDED = {LABELS[name] for name in ("title", "programme")}


@dataclass(frozen=True, kw_only=True)
class BenefitLoad:
    """A row to load: a new benefit of a programme."""

    line: int
    programme: Programme
    values: dict[str, Any]


@dataclass
class BenefitFile(ReadFile[BenefitLoad]):
    """What a file would add; nothing while it has faults."""

    there: list[Benefit] = field(default_factory=list)


@dataclass
class _Reading:
    """What rows are read with: the programmes, posts, savings and benefits that there are."""

    may_add: Callable[[Programme], bool]
    window: Window
    programmes: dict[str, Programme]
    posts: dict[str, Post]
    savings: dict[str, Saving]
    known: dict[str, Benefit]
    read: BenefitFile = field(default_factory=BenefitFile)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        self.read.faults.append(CellFault(line=row.line, label=LABELS[name], what=what))

    def cell(self, row: CsvRow, name: str) -> str:
        return row.cells.get(LABELS[name], "")


def read_benefit_file(
    text: str, *, may_add: Callable[[Programme], bool], window: Window
) -> BenefitFile:
    """Return what a file's text would add; what there is already is left as it is."""
    rows, faults = rows_of(text, labels=list(LABELS.values()), needed=NEEDED)
    reading = _Reading(
        may_add=may_add,
        window=window,
        programmes={row.ref: row for row in Programme.objects.select_related("sao", "rdl")},
        posts={row.title: row for row in Post.objects.all()},
        savings={row.ref: row for row in Saving.objects.all()},
        known={row.ref: row for row in Benefit.objects.select_related("programme")},
    )
    reading.read.faults += faults
    for row in rows:
        _judge(row, reading)
    reading.read.faults.sort(key=lambda fault: fault.line)
    return reading.read


def _judge(row: CsvRow, reading: _Reading) -> None:
    """Put a row where it belongs, and its faults beside it."""
    ref = reading.cell(row, "ref").upper()
    if ref:
        known = reading.known.get(ref)
        if known is None:
            reading.fault(row, "ref", "Leave it empty for a new benefit. There is none of it")
        elif known.title != reading.cell(row, "title"):
            what = f"Enter “{known.title}” or change it on the benefit’s own page"
            reading.fault(row, "title", what)
        else:
            reading.read.there.append(known)
        return
    before = len(reading.read.faults)
    programme = _programme(row, reading)
    values = _values(row, reading)
    if programme is None or len(reading.read.faults) > before:
        return
    key = (programme.ref, values["title"].casefold())
    twins = (one for one in reading.known.values() if one.programme_id == programme.pk)
    twin = next((one for one in twins if one.title.casefold() == key[1]), None)
    if twin:
        reading.fault(row, "ref", f"Enter {twin.ref}. There is a benefit of this name")
    elif reading.seen.setdefault(key, row.line) != row.line:
        what = f"Line {reading.seen[key]} is of the same benefit. Have it on one line only"
        reading.fault(row, "title", what)
    else:
        load = BenefitLoad(line=row.line, programme=programme, values=values)
        reading.read.loads.append(load)


def _programme(row: CsvRow, reading: _Reading) -> Programme | None:
    found = reading.programmes.get(reading.cell(row, "programme").upper())
    if found is None or found.closed_on:
        reading.fault(row, "programme", "Enter the reference of an open programme, such as HOU")
        return None
    if not reading.may_add(found):
        reading.fault(row, "programme", "Leave this row out. It is no programme of yours")
    return found


def _values(row: CsvRow, reading: _Reading) -> dict[str, Any]:
    """Return what a new benefit says, by its own form's rules."""
    owner, saving = reading.cell(row, "owner"), reading.cell(row, "saving").upper()
    if owner and owner not in reading.posts:
        reading.fault(row, "owner", "Enter the title of a post, or leave it empty")
    if saving and saving not in reading.savings:
        reading.fault(row, "saving", "Enter the reference of a saving, or leave it empty")
    words: dict[str, Any] = {"kind": BenefitKind, "better": Better}
    cells = {name: reading.cell(row, name) for name in READ} | {"version": "0"}
    for name, kind in words.items():
        cell = reading.cell(row, name)
        chosen = {one.label.lower(): one.value for one in kind}
        cells[name] = chosen.get(cell.lower(), "") if cell else next(iter(kind)).value
        if not cells[name]:
            labels = " or ".join(one.label for one in kind)
            reading.fault(row, name, f"Enter {labels}")
            cells[name] = next(iter(kind)).value
    named = {"owner": reading.posts.get(owner), "saving": reading.savings.get(saving)}
    cells |= {name: str(found.pk) if found else "" for name, found in named.items()}
    form = BenefitForm(data=cells)
    hold_to_window(form, lambda: reading.window)
    for name in (*READ, "saving"):
        for what in messages_of(form[name]):
            reading.fault(row, name, str(what))
    return form.values() if form.is_valid() else {}
