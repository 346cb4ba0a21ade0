"""A file of budgets as it was sent: which programmes it enters, which it leaves, its faults."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from irp.field_messages import messages_of
from irp.forms.files import ReadFile
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from programmes.actions.budgets import BudgetSaid
from programmes.columns.budgets import BUDGET
from programmes.forms.budgets import BudgetForm
from programmes.models import BudgetEntry, Programme
from programmes.readings.budgets import SAID

LABELS = {column.name: column.label for column in BUDGET}
NEEDED = {LABELS["ref"], *(LABELS[name] for name in SAID if name != "note")}


@dataclass(frozen=True, kw_only=True)
class BudgetLoad:
    """A row to load: the programme, what is entered of it, and what was in force before."""

    line: int
    programme: Programme
    entry: BudgetSaid
    before: BudgetEntry | None


@dataclass
class BudgetFile(ReadFile[BudgetLoad]):
    """What a file would enter; `seen` is the key of the newest entry that it was read beside."""

    there: list[BudgetLoad] = field(default_factory=list)
    seen: int = 0


def read_budget_file(
    text: str,
    *,
    newest: dict[int, BudgetEntry],
    period: int,
    may_enter: Callable[[Programme], bool],
    after: int | None,
) -> BudgetFile:
    """Return what a file's text would enter in a period.

    `newest` are the entries in force by programme, `after` the mark of an earlier reading of it:
    what was entered since is a conflict, which the act finds.
    """
    read = BudgetFile(seen=max((row.pk for row in newest.values()), default=0))
    rows, faults = rows_of(text, labels=list(LABELS.values()), needed=NEEDED)
    read.faults += faults
    programmes = {row.ref: row for row in Programme.objects.select_related("sao", "rdl")}
    first: dict[str, int] = {}
    for row in rows:
        ref = row.cells[LABELS["ref"]].upper()
        programme = programmes.get(ref)
        if programme is None or programme.closed_on:
            _fault(read, row, "ref", "Enter the reference of an open programme, such as HOU")
        elif not may_enter(programme):
            _fault(read, row, "ref", "Leave this row out. It is no programme of yours")
        elif first.setdefault(ref, row.line) != row.line:
            _fault(read, row, "ref", f"Line {first[ref]} is of the same programme. Include it once")
        else:
            _judge(read, row, programme, newest.get(programme.pk), period, after)
    read.faults.sort(key=lambda fault: fault.line)
    return read


def _judge(
    read: BudgetFile,
    row: CsvRow,
    programme: Programme,
    now: BudgetEntry | None,
    period: int,
    after: int | None,
) -> None:
    """Put a row where it belongs, by the form's own rules, and its faults beside it."""
    cells: dict[str, Any] = {name: row.cells.get(LABELS[name], "") for name in SAID}
    form = BudgetForm(data=cells | {"version": "0"})
    found = [(name, str(what)) for name in SAID for what in messages_of(form[name])]
    for name, what in found:
        _fault(read, row, name, what)
    if found:
        return
    key = now.pk if now else 0
    # What was entered after the file was shown was not seen by who confirms it.
    version = key if after is None or key <= after else after
    entry = BudgetSaid(**form.cleaned_data | {"version": version})
    load = BudgetLoad(line=row.line, programme=programme, entry=entry, before=now)
    same = now is not None and all(getattr(now, name) == getattr(entry, name) for name in SAID)
    is_there = same and now is not None and now.period_id == period
    (read.there if is_there else read.loads).append(load)


def _fault(read: BudgetFile, row: CsvRow, name: str, what: str) -> None:
    read.faults.append(CellFault(line=row.line, label=LABELS[name], what=what))
