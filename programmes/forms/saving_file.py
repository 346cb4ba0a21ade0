"""A file of savings as it was sent: which rows are new, which set a target, which are faulty (26).

A file adds savings and sets targets. What a saving says is changed on its own page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from irp.field_messages import messages_of
from irp.forms.files import ReadFile
from irp.models import Post
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from programmes.actions.saving_load import LoadedSaving
from programmes.actions.saving_targets import NewTarget
from programmes.columns.savings import SAVING
from programmes.forms.savings import SavingForm, SavingTargetForm
from programmes.models import Programme, Saving, SavingTarget
from programmes.readings.saving_rows import savings_with_posts
from programmes.words import Recurrence

LABELS = {column.name: column.label for column in SAVING}
TARGET = {"in_year": "target", "full_year": "target_full_year", "year": "year",
          "decided_by": "decided_by", "reason": "reason"}  # fmt: skip
RECURRENCES = {word.label.lower(): word.value for word in Recurrence} | {"": ""}


@dataclass(frozen=True, kw_only=True)
class SavingShown:
    """A row as the preview shows it; `before` is the target it replaces, None for the first."""

    line: int
    ref: str
    title: str
    programme: str
    target: NewTarget | None
    before: Decimal | None = None


@dataclass
class SavingFile(ReadFile[LoadedSaving]):
    """What a file would do; nothing while it has faults."""

    new: list[SavingShown] = field(default_factory=list)
    targets: list[SavingShown] = field(default_factory=list)
    there: list[SavingShown] = field(default_factory=list)


@dataclass
class _FileOfSavings:
    """What rows are read with: the savings, programmes, posts and targets that there are."""

    savings: dict[str, Saving]
    programmes: dict[str, Programme]
    posts: dict[str, Post]
    targets: dict[int, list[SavingTarget]]
    may_add: Callable[[Programme], bool]
    may_set: bool
    read: SavingFile = field(default_factory=SavingFile)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        self.read.faults.append(CellFault(line=row.line, label=LABELS[name], what=what))


def read_saving_file(
    text: str, *, may_add: Callable[[Programme], bool], may_set: bool
) -> SavingFile:
    """Return what a file's text would do; `may_set` tells whether the person records targets."""
    needed = {column.label for column in SAVING if column.is_needed}
    rows, faults = rows_of(text, labels=list(LABELS.values()), needed=needed)
    targets: dict[int, list[SavingTarget]] = {}
    for one in SavingTarget.objects.order_by("pk"):
        targets.setdefault(one.saving_id, []).append(one)
    reading = _FileOfSavings(
        savings={row.ref: row for row in savings_with_posts()},
        programmes={row.ref: row for row in Programme.objects.select_related("sao", "rdl")},
        posts={post.title: post for post in Post.objects.all()},
        targets=targets,
        may_add=may_add,
        may_set=may_set,
    )
    reading.read.faults += faults
    for row in rows:
        _judge_saving(row, reading)
    reading.read.faults.sort(key=lambda fault: fault.line)
    return reading.read


def _cell(row: CsvRow, name: str) -> str:
    return row.cells.get(LABELS[name], "")


def _judge_saving(row: CsvRow, reading: _FileOfSavings) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.read.faults)
    ref = _cell(row, "ref").upper()
    known = reading.savings.get(ref)
    if ref and known is None:
        what = f"Leave it empty for a new saving. There is no saving {ref[:20]}"
        reading.fault(row, "ref", what)
        return
    programme = _programme(row, known, reading)
    values = {} if known else _values(row, reading)
    if known and _cell(row, "title") != known.title:
        what = f"Enter “{known.title}” or change it on the saving’s own page"
        reading.fault(row, "title", what)
    target = _target(row, known, reading)
    _refuse_repeated(row, ref, reading)
    if len(reading.read.faults) > before or programme is None:
        return
    load = LoadedSaving(line=row.line, row=known, programme=programme, values=values, target=target)
    shown = SavingShown(
        line=row.line,
        ref=ref,
        title=_cell(row, "title"),
        programme=programme.ref,
        target=target,
        before=_in_force(known, target, reading) if target else None,
    )
    if known and not target:
        reading.read.there.append(shown)
        return
    reading.read.loads.append(load)
    (reading.read.targets if known else reading.read.new).append(shown)


def _programme(row: CsvRow, known: Saving | None, reading: _FileOfSavings) -> Programme | None:
    """Return the programme that a row names; its fault where there is none, or not the person's."""
    ref = _cell(row, "programme").upper()
    found = reading.programmes.get(ref)
    if found is None or found.closed_on:
        reading.fault(row, "programme", "Enter the reference of an open programme, such as SAV")
        return None
    if known and known.of_programme.ref != ref:
        what = f"Enter {known.of_programme.ref}. {known.ref} is of that programme"
        reading.fault(row, "programme", what)
    if not known and not reading.may_add(found):
        reading.fault(row, "programme", "Leave this row out. It is no programme of yours")
    return found


def _values(row: CsvRow, reading: _FileOfSavings) -> dict[str, Any]:
    """Return what a new saving says, by its own form's rules."""
    recurrence, owner = _cell(row, "recurrence").lower(), _cell(row, "owner")
    if recurrence not in RECURRENCES:
        reading.fault(row, "recurrence", "Enter Recurrent or One-off, or leave it empty")
    if owner and owner not in reading.posts:
        reading.fault(row, "owner", "Enter the title of a post, or leave it empty")
    cells = {"title": _cell(row, "title"), "directorate": _cell(row, "directorate"), "version": "0"}
    form = SavingForm(data=cells)
    for name in ("title", "directorate"):
        for what in messages_of(form[name]):
            reading.fault(row, name, str(what))
    return {
        "title": cells["title"],
        "directorate": cells["directorate"],
        "recurrence": RECURRENCES.get(recurrence, ""),
        "owner": reading.posts.get(owner),
    }


def _target(row: CsvRow, known: Saving | None, reading: _FileOfSavings) -> NewTarget | None:
    """Return the target that a row sets; None where it has none, or says what is in force."""
    if not (_cell(row, "target") or _cell(row, "target_full_year")):
        return None
    data = {name: _cell(row, column) for name, column in TARGET.items()}
    form = SavingTargetForm(data=data | {"version": "0"})
    found = [(column, str(what)) for name, column in TARGET.items()
             for what in messages_of(form[name])]  # fmt: skip
    for column, what in found:
        reading.fault(row, column, what)
    if found:
        return None
    versions = reading.targets.get(known.pk, []) if known else []
    said: Mapping[str, Any] = form.cleaned_data
    own = [one for one in versions if one.year == said["year"]]
    if own and (own[-1].in_year, own[-1].full_year) == (said["in_year"], said["full_year"]):
        return None
    if not reading.may_set:
        reading.fault(row, "target", "Leave it empty. Only the CPMO can record targets of savings")
        return None
    newest = versions[-1].pk if versions else 0
    return NewTarget(**{name: said[name] for name in TARGET}, seen=newest)


def _in_force(known: Saving | None, target: NewTarget, reading: _FileOfSavings) -> Decimal | None:
    versions = reading.targets.get(known.pk, []) if known else []
    own = [one.in_year for one in versions if one.year == target.year]
    return own[-1] if own else None


def _refuse_repeated(row: CsvRow, ref: str, reading: _FileOfSavings) -> None:
    """Refuse a row that a line above says already: the same saving, by reference or by its name."""
    title = _cell(row, "title").casefold()
    key = (ref,) if ref else (title, _cell(row, "programme").upper())
    first = reading.seen.setdefault(key, row.line)
    if first != row.line:
        reading.fault(row, "title", f"Line {first} is of the same saving. Have it on one line only")
        return
    twin = next(
        (one for one in reading.savings.values() if not ref and one.title.casefold() == title), None
    )
    if twin:
        reading.fault(row, "ref", f"Enter {twin.ref}. There is a saving of this name")
