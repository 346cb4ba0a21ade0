"""Assets and lots are added and changed; a month's progress is entered, many at once (Rule 25).

Each row of a month has its own check against what was saved since it was read: what others saved is
left as it is and handed back, the rest is written in one statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused, lock_open_period
from irp.history import act, record, write_acts
from irp.models import Conflict, PlanSettings, ReportingPeriod, User
from irp.permissions import require
from irp.readings import UNDER_LOCKS
from irp.rules.calendar import london_day
from programmes.actions.month_rows import FaultyRows, RowsEntered
from programmes.models import Lot, LotProgress, Programme
from programmes.permissions import runs_programme
from programmes.readings.lot_rows import lots_with_posts, newest_progress
from programmes.readings.receipts import PROGRESS
from programmes.rules.receipts import next_lot_ref, progress_faults


@dataclass(frozen=True, kw_only=True)
class ProgressEntry:
    """What is entered of one lot; `version` is the key of the entry that was seen, 0: none."""

    version: int
    expected: Decimal | None = None
    expected_on: date | None = None
    agreed: Decimal | None = None
    agreed_on: date | None = None
    exchanged: Decimal | None = None
    exchanged_on: date | None = None
    completed: Decimal | None = None
    completed_on: date | None = None
    received: Decimal | None = None
    received_on: date | None = None
    withdrawn: bool = False
    note: str = ""


class FaultyLots(FaultyRows):
    """What was entered of lots has faults: by reference and field."""


def add_lot(programme: Programme, values: Mapping[str, Any], *, by: User, at: datetime) -> Lot:
    """Add an asset or lot with the next reference to a programme. `values` are by column.

    Raises `Faulty` by field, where the programme is not the person's too.
    """
    require(by, "programmes.add_lot", at=at)
    with transaction.atomic():
        # One at a time: no reference is given twice.
        PlanSettings.objects.select_for_update().first()
        # Whoever closes the programme waits.
        locked = Programme.objects.select_for_update(of=("self",), no_key=True)
        programme = locked.select_related("sao", "rdl").get(pk=programme.pk)
        if programme.closed_on:
            raise Faulty({"programme": f"{programme} is closed. Choose another programme"})
        if not (by.holds_kind("cpmo") or runs_programme(by, programme)):
            raise Faulty({"programme": "Choose a programme of yours"})
        ref = next_lot_ref(list(Lot.objects.values_list("ref", flat=True)))
        row = Lot(ref=ref, programme=programme, **values)
        _refuse_untitled(row)
        return record(row, by=by, at=at, reason="Asset or lot added")


def change_lot(row: Lot, values: Mapping[str, Any], *, version: int, by: User, at: datetime) -> Lot:
    """Write what a lot says; `version` is that of the lot the person saw.

    Raises `Conflict`, or `Faulty` by field.
    """
    require(by, "programmes.keep_lot", row, at=at)
    with transaction.atomic():
        now = lots_with_posts().select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        if now.version != version:
            raise Conflict(now)
        for name, value in values.items():
            setattr(now, name, value)
        _refuse_untitled(now)
        return record(now, by=by, at=at, reason="Changed")


def _refuse_untitled(row: Lot) -> None:
    if not row.title.strip():
        raise Faulty({"title": "Enter what is sold"})


def enter_progress(
    entries: Mapping[str, ProgressEntry], *, by: User, at: datetime
) -> RowsEntered[Lot, LotProgress]:
    """Write a month's progress of lots by reference; in five statements.

    Raises `NotOpen`, `FaultyLots` with every fault, and `Refused` for what is not the person's.
    """
    require(by, "programmes.enter_lots", at=at)
    done = RowsEntered[Lot, LotProgress]()
    with transaction.atomic(savepoint=False):
        period = lock_open_period()
        rows = {row.ref: row for row in lots_with_posts().filter(ref__in=list(entries))}
        if gone := [ref for ref in entries if ref not in rows]:
            raise Refused(f"There is no lot {', '.join(gone)}. Open this page again.")
        if denied := [
            ref for ref, row in rows.items() if not by.has_perm("programmes.keep_lot", row)
        ]:
            raise Refused(f"You cannot enter the sale of {', '.join(denied)}.")
        day = london_day(at)
        faults = {ref: progress_faults(vars(entry), on=day) for ref, entry in entries.items()}
        if found := {ref: told for ref, told in faults.items() if told}:
            raise FaultyLots(found)
        newest = newest_progress(at=UNDER_LOCKS, among=[row.pk for row in rows.values()])
        acts = []
        for ref, entry in entries.items():
            row = rows[ref]
            now = newest.get(row.pk)
            if (now.pk if now else 0) == entry.version:
                acts.append(_act(row, entry, period, by=by, at=at))
            elif now is None or not _says(now, entry):
                done.clashes[ref] = row
        done.saved = write_acts(acts)
    return done


def _act(
    row: Lot, entry: ProgressEntry, period: ReportingPeriod, *, by: User, at: datetime
) -> LotProgress:
    values = {name: getattr(entry, name) for name in PROGRESS} | {"note": entry.note.strip()}
    return act(LotProgress, by=by, at=at, lot=row, period=period, **values)


def _says(row: LotProgress, entry: ProgressEntry) -> bool:
    """Tell whether an entry says already what was typed."""
    return all(getattr(row, name) == getattr(entry, name) for name in PROGRESS)
