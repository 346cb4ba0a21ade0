"""One act: rows of a file become savings and targets, all or none (Rule 26, DESIGN 4a.10)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Refused
from irp.models import Conflict, PlanSettings, User
from programmes.actions.saving_targets import NewTarget, set_saving_targets
from programmes.actions.savings import FaultySaving, NewSaving, add_savings
from programmes.models import Programme, Saving


@dataclass(frozen=True, kw_only=True)
class LoadedSaving:
    """A row to load: a new saving, or one that there is, with a target where the row has one."""

    line: int
    row: Saving | None  # None for a new one
    programme: Programme
    values: Mapping[str, Any]
    target: NewTarget | None


def load_savings(rows: Sequence[LoadedSaving], *, by: User, at: datetime) -> list[Saving]:
    """Add every saving and set every target of a file, in one transaction and few statements.

    Raises `Conflict` where one was added or a target set since the file was read, and `Refused`
    with the line where the single act refuses: nothing is written then.
    """
    with transaction.atomic(savepoint=False):
        PlanSettings.objects.select_for_update().first()  # as one is added: one file at a time
        added = [row for row in rows if row.row is None]
        _refuse_twins(added)
        news = [NewSaving(programme=row.programme, values=row.values) for row in added]
        with _by_line(added):
            made = iter(add_savings(news, by=by, at=at))
        savings = [row.row or next(made) for row in rows]
        set_by = [
            (row, (saving, row.target))
            for row, saving in zip(rows, savings, strict=True)
            if row.target
        ]
        if set_by:
            with _by_line([row for row, _ in set_by]):
                set_saving_targets([target for _, target in set_by], by=by, at=at)
        return savings


def _refuse_twins(added: Sequence[LoadedSaving]) -> None:
    """Raise `Conflict` where a saving of one of these names was added since the file was read."""
    titles = {str(row.values["title"]).casefold() for row in added}
    for saving in Saving.objects.all() if titles else ():
        if saving.title.casefold() in titles:
            raise Conflict(saving)


@contextmanager
def _by_line(rows: Sequence[LoadedSaving]) -> Iterator[None]:
    """Refuse with its line what is at fault among these rows."""
    try:
        yield
    except FaultySaving as faulty:
        line = rows[faulty.place].line
        sentences = (f"line {line}: {fault}" for fault in faulty.faults.values())
        raise Refused(*sentences) from faulty
