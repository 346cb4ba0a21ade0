"""One act: rows of a file become lots and their sales, all or none (Rule 25, DESIGN 4a.10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.models import Conflict, PlanSettings, User
from programmes.actions.lots import FaultyLots, ProgressEntry, add_lot, enter_progress
from programmes.models import Lot, Programme


@dataclass(frozen=True, kw_only=True)
class LoadedLot:
    """A row to load: a new lot, or one that there is, with its sale where the row says more."""

    line: int
    row: Lot | None  # None for a new one
    programme: Programme
    values: Mapping[str, Any]
    progress: ProgressEntry | None


def load_lots(rows: Sequence[LoadedLot], *, by: User, at: datetime) -> list[Lot]:
    """Add every lot and enter every sale of a file, in one transaction.

    Raises `Conflict` where a lot was added or a sale entered since the file was read, `NotOpen`,
    and `Refused` with the line where the single act refuses: nothing is written then.
    """
    with transaction.atomic(savepoint=False):
        PlanSettings.objects.select_for_update().first()  # as one is added: one file at a time
        _refuse_twins([row for row in rows if row.row is None])
        lots = [(row, row.row or _added(row, by=by, at=at)) for row in rows]
        entries = {lot.ref: row.progress for row, lot in lots if row.progress}
        if entries:
            _enter(entries, {lot.ref: row.line for row, lot in lots}, by=by, at=at)
        return [lot for _, lot in lots]


def _refuse_twins(added: Sequence[LoadedLot]) -> None:
    """Raise `Conflict` where a lot of one of these names was added since the file was read."""
    titles = {str(row.values["title"]).casefold() for row in added}
    for lot in Lot.objects.all() if titles else ():
        if lot.title.casefold() in titles:
            raise Conflict(lot)


def _added(row: LoadedLot, *, by: User, at: datetime) -> Lot:
    try:
        return add_lot(row.programme, row.values, by=by, at=at)
    except Faulty as faulty:
        raise _refused(row.line, faulty.faults.values()) from faulty


def _enter(
    entries: Mapping[str, ProgressEntry], lines: Mapping[str, int], *, by: User, at: datetime
) -> None:
    try:
        done = enter_progress(entries, by=by, at=at)
    except FaultyLots as faulty:
        ref, faults = next(iter(faulty.faults.items()))
        raise _refused(lines[ref], faults.values()) from faulty
    if done.clashes:
        raise Conflict(next(iter(done.clashes.values())))


def _refused(line: int, faults: Any) -> Refused:
    return Refused(*(f"line {line}: {fault}" for fault in faults))
