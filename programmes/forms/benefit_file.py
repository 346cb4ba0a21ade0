"""A file of benefits as it was sent: which it adds, which are there, its faults (Rule 26).

A file adds benefits. What one says is changed, and readings are recorded, on its own page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from irp.forms import hold_to_window
from irp.forms.files import ReadFile
from irp.rules.csv_rows import CsvRow
from irp.rules.window import Window
from programmes.columns.benefits import BENEFIT
from programmes.forms.benefits import BenefitForm
from programmes.forms.named_rows import NamedRows
from programmes.models import Benefit, Programme, Saving
from programmes.words.benefits import BenefitKind, Better

LABELS = {column.name: column.label for column in BENEFIT}
WORDS: Mapping[str, Any] = {"kind": BenefitKind, "better": Better}  # the first where none is said
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


@dataclass(kw_only=True)
class _FileOfBenefits(NamedRows[Benefit]):
    """What rows are read with, and what they would do."""

    savings: Mapping[str, Saving]
    window: Window
    read: BenefitFile = field(default_factory=BenefitFile)


def read_benefit_file(
    text: str, *, may_add: Callable[[Programme], bool], window: Window
) -> BenefitFile:
    """Return what a file's text would add; what there is already is left as it is."""
    reading = _FileOfBenefits(
        word="benefit",
        example="HOU",
        labels=LABELS,
        entries={row.ref: row for row in Benefit.objects.select_related("programme")},
        programme_of=attrgetter("programme"),
        may_add=may_add,
        savings={row.ref: row for row in Saving.objects.all()},
        window=window,
    )
    reading.read.faults = reading.judge(
        text, needed=NEEDED, row_by_row=lambda row: _judge(row, reading)
    )
    return reading.read


def _judge(row: CsvRow, reading: _FileOfBenefits) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.faults)
    if reading.is_unknown(row):
        return
    known = reading.entries.get(reading.ref(row))
    programme = reading.programme(row, known)
    values = {} if known else _values(row, reading)
    if known:
        reading.refuse_another_title(row, known.title)
    # Two programmes may each have a benefit of one name.
    own = (benefit for benefit in reading.entries.values() if benefit.programme == programme)
    reading.refuse_repeated(row, {benefit.ref: benefit.title for benefit in own})
    if len(reading.faults) > before or programme is None:
        return
    if known:
        reading.read.there.append(known)
        return
    reading.read.loads.append(BenefitLoad(line=row.line, programme=programme, values=values))


def _values(row: CsvRow, reading: _FileOfBenefits) -> dict[str, Any]:
    """Return what a new benefit says, by its own form's rules."""
    owner, ref = reading.owner(row), reading.cell(row, "saving").upper()
    saving = reading.savings.get(ref)
    if ref and saving is None:
        reading.fault(row, "saving", "Enter the reference of a saving, or leave it empty")
    words = {name: _word(row, name, reading) for name in WORDS}
    cells = {name: reading.cell(row, name) for name in READ} | {"version": "0"} | words
    named = {"owner": owner, "saving": saving}
    cells |= {name: str(found.pk) if found else "" for name, found in named.items()}
    form = BenefitForm(data=cells)
    hold_to_window(form, lambda: reading.window)
    reading.form_faults(row, form, {name: name for name in (*READ, "saving")})
    return form.values() if form.is_valid() else {}


def _word(row: CsvRow, name: str, reading: _FileOfBenefits) -> str:
    """Return the value of a word that a cell says, the first one's where it says none."""
    kinds, word = list(WORDS[name]), reading.cell(row, name).lower()
    found = next((kind for kind in kinds if kind.label.lower() == word), None)
    if word and found is None:
        reading.fault(row, name, f"Enter {' or '.join(kind.label for kind in kinds)}")
    return str((found or kinds[0]).value)
