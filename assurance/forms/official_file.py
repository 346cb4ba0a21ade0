"""A file of official words as it was sent: what is new, changed, the same, or at fault (24d)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms

from assurance.actions.official import NewWords, Subject
from assurance.columns.official import OFFICIAL
from assurance.models import AssuranceTest, PriorityOutcome, Requirement
from assurance.readings.official import Words, official_words
from assurance.rules.official import (
    Official,
    as_official,
    lines_of,
    not_of_plan,
    official_faults,
)
from assurance.words.official import NONE_GIVEN
from irp.forms import Prose
from irp.forms.files import ReadFile, RowsFileForm, RowShown
from irp.readings import Source
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from irp.rules.numbers import whole_number

LABELS = {column.name: column.label for column in OFFICIAL}
NEEDED = {column.label for column in OFFICIAL if column.is_needed}
EXAMPLES = ("PO8-T1-1", "PO8", "T1")
SAID = ("says", "considerations")


class WordsFileForm(RowsFileForm):
    """The file, and why it is loaded: asked once it was shown what it does."""

    reason = Prose(
        label="Why these words are loaded",
        label_suffix="(needed to save them)",
        max_length=2000,
        required=False,
        help_text="For example, the edition of the document that they are of. Everybody who reads "
        "the plan sees this.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass
class WordsFile(ReadFile[NewWords]):
    """What a file would load; nothing while it has faults."""

    new: list[RowShown] = field(default_factory=list)
    changed: list[RowShown] = field(default_factory=list)
    unchanged: int = 0
    empty: int = 0  # rows that are not filled in yet


@dataclass(kw_only=True)
class _Reading:
    """What rows are read with: what they may name, the words in force, and what they would do."""

    subjects: Mapping[str, Subject]
    known: Words
    read: WordsFile = field(default_factory=WordsFile)
    seen: dict[str, int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        self.read.faults.append(CellFault(line=row.line, label=LABELS[name], what=what))


def read_words_file(text: str, *, source: Source) -> WordsFile:
    """Return what a file's text would load, in a handful of statements however long it is."""
    rows, faults = rows_of(text, labels=list(LABELS.values()), needed=NEEDED)
    reading = _Reading(subjects=_subjects(), known=official_words(source))
    reading.read.faults += faults
    for row in rows:
        _judge(row, reading)
    return reading.read


def _subjects() -> dict[str, Subject]:
    """Return what may have official words, by reference; a retired requirement may not."""
    return {
        **{row.ref: row for row in Requirement.objects.filter(retired_on__isnull=True)},
        **{f"PO{row.number}": row for row in PriorityOutcome.objects.all()},
        **{f"T{row.number}": row for row in AssuranceTest.objects.all()},
    }


def _judge(row: CsvRow, reading: _Reading) -> None:
    """Put a row where it belongs, and its faults beside it."""
    ref = row.cells.get(LABELS["ref"], "").upper()
    subject = reading.subjects.get(ref)
    if subject is None:
        reading.fault(row, "ref", not_of_plan(EXAMPLES))
        return
    if (first := reading.seen.setdefault(ref, row.line)) != row.line:
        reading.fault(row, "ref", f"Line {first} has it too. Put it on one line only")
        return
    version = _version(row, reading)
    now = reading.known.get(ref)
    words = Official(
        says=row.cells.get(LABELS["says"], ""),
        considerations=lines_of(row.cells.get(LABELS["considerations"], "")),
    )
    if now is None and not words.says and not words.considerations:
        reading.read.empty += 1
        return
    faults = official_faults(words, has_considerations=isinstance(subject, Requirement))
    for name, what in faults.items():
        reading.fault(row, name, what)
    if version is None or faults:
        return
    was = as_official(now) if now else Official(says="")
    if now and was == words:
        reading.read.unchanged += 1
        return
    shown = RowShown(line=row.line, ref=ref, title=words.says, texts=_texts(was, words))
    if version != (now.version if now else NONE_GIVEN):
        reading.read.stale.append(shown)
        return
    (reading.read.changed if now else reading.read.new).append(shown)
    reading.read.loads.append(NewWords(ref=ref, of=subject, words=words, version=version))


def _version(row: CsvRow, reading: _Reading) -> int | None:
    """Return the version that a row was made from; None where it is no number."""
    cell = row.cells.get(LABELS["version"], "")
    version = whole_number(cell) if cell else NONE_GIVEN
    if version is None:
        reading.fault(row, "version", "Enter the version as the downloaded file has it, or nothing")
    return version


def _texts(was: Official, words: Official) -> tuple[tuple[str, str, str], ...]:
    """Return each part that differs: its label, the words in force, and the file's."""
    both = (
        (LABELS["says"], was.says, words.says),
        (LABELS["considerations"], "\n".join(was.considerations), "\n".join(words.considerations)),
    )
    return tuple(change for change in both if change[1] != change[2])
