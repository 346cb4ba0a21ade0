"""A file of savings as it was sent: which rows are new, which set a target, which are faulty (26).

A file adds savings and sets targets. What a saving says is changed on its own page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any

from irp.forms.files import ReadFile
from irp.rules.csv_rows import CsvRow
from programmes.actions.saving_load import LoadedSaving
from programmes.actions.saving_targets import NewTarget
from programmes.columns.savings import SAVING
from programmes.forms.named_rows import NamedRows
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


@dataclass(kw_only=True)
class _FileOfSavings(NamedRows[Saving]):
    """What rows are read with, and what they would do; `may_set` tells who records targets."""

    targets: Mapping[int, list[SavingTarget]]
    may_set: bool
    read: SavingFile = field(default_factory=SavingFile)


def read_saving_file(
    text: str, *, may_add: Callable[[Programme], bool], may_set: bool
) -> SavingFile:
    """Return what a file's text would do; `may_set` tells whether the person records targets."""
    targets: dict[int, list[SavingTarget]] = {}
    for version in SavingTarget.objects.order_by("pk"):
        targets.setdefault(version.saving_id, []).append(version)
    reading = _FileOfSavings(
        word="saving",
        example="SAV",
        labels=LABELS,
        entries={row.ref: row for row in savings_with_posts()},
        programme_of=attrgetter("of_programme"),
        targets=targets,
        may_add=may_add,
        may_set=may_set,
    )
    needed = {column.label for column in SAVING if column.is_needed}
    reading.read.faults = reading.judge(
        text, needed=needed, row_by_row=lambda row: _judge_saving(row, reading)
    )
    return reading.read


def _judge_saving(row: CsvRow, reading: _FileOfSavings) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.faults)
    if reading.is_unknown(row):
        return
    known = reading.entries.get(reading.ref(row))
    programme = reading.programme(row, known)
    values = {} if known else _values(row, reading)
    if known:
        reading.refuse_another_title(row, known.title)
    target = _target(row, known, reading)
    reading.refuse_repeated(row, {ref: saving.title for ref, saving in reading.entries.items()})
    if len(reading.faults) > before or programme is None:
        return
    load = LoadedSaving(line=row.line, row=known, programme=programme, values=values, target=target)
    shown = SavingShown(
        line=row.line,
        ref=reading.ref(row),
        title=reading.cell(row, "title"),
        programme=programme.ref,
        target=target,
        before=_in_force(known, target, reading) if target else None,
    )
    if known and not target:
        reading.read.there.append(shown)
        return
    reading.read.loads.append(load)
    (reading.read.targets if known else reading.read.new).append(shown)


def _values(row: CsvRow, reading: _FileOfSavings) -> dict[str, Any]:
    """Return what a new saving says, by its own form's rules."""
    recurrence = reading.cell(row, "recurrence").lower()
    if recurrence not in RECURRENCES:
        reading.fault(row, "recurrence", "Enter Recurrent or One-off, or leave it empty")
    owner = reading.owner(row)
    cells = {name: reading.cell(row, name) for name in ("title", "directorate")}
    form = SavingForm(data=cells | {"version": "0"})
    reading.form_faults(row, form, {name: name for name in cells})
    return cells | {"recurrence": RECURRENCES.get(recurrence, ""), "owner": owner}


def _target(row: CsvRow, known: Saving | None, reading: _FileOfSavings) -> NewTarget | None:
    """Return the target that a row sets; None where it has none, or says what is in force."""
    if not (reading.cell(row, "target") or reading.cell(row, "target_full_year")):
        return None
    data = {name: reading.cell(row, column) for name, column in TARGET.items()}
    form = SavingTargetForm(data=data | {"version": "0"})
    if reading.form_faults(row, form, TARGET):
        return None
    versions = reading.targets.get(known.pk, []) if known else []
    cleaned: Mapping[str, Any] = form.cleaned_data
    own = [version for version in versions if version.year == cleaned["year"]]
    if own and (own[-1].in_year, own[-1].full_year) == (cleaned["in_year"], cleaned["full_year"]):
        return None
    if not reading.may_set:
        reading.fault(row, "target", "Leave it empty. Only CPMO can record targets of savings")
        return None
    newest = versions[-1].pk if versions else 0
    return NewTarget(**{name: cleaned[name] for name in TARGET}, seen=newest)


def _in_force(known: Saving | None, target: NewTarget, reading: _FileOfSavings) -> Decimal | None:
    versions = reading.targets.get(known.pk, []) if known else []
    own = [version.in_year for version in versions if version.year == target.year]
    return own[-1] if own else None
