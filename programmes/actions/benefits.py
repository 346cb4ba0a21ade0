"""Benefits are added, changed and read (Rule 26)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused, lock_open_period
from irp.history import enact, record, record_all
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import UNDER_LOCKS
from irp.readings.numbers import next_number
from programmes.models import Benefit, BenefitReading, Programme
from programmes.readings.benefits import benefits_with_posts, newest_reading
from programmes.rules.benefits import benefit_faults, reading_faults


def add_benefit(
    programme: Programme, values: Mapping[str, Any], *, by: User, at: datetime
) -> Benefit:
    """Add a benefit to a programme with the next reference. `values` are by column.

    Raises `Faulty` by field.
    """
    require(by, "programmes.add_benefit", at=at)
    with transaction.atomic():
        # One at a time: no reference is given twice.
        rows = Programme.objects.select_for_update(of=("self",), no_key=True)
        locked = rows.select_related("sao", "rdl").get(pk=programme.pk)
        if locked.closed_on:
            raise Faulty({"programme": f"{locked} is closed. Choose another programme"})
        if not by.has_perm("programmes.keep_raid", locked):
            raise Faulty({"programme": "Choose a programme of yours"})
        _refuse(values)
        number = next_number(Benefit.objects.filter(programme=locked))
        ref = f"{locked.ref}-B-{number:02}"
        row = Benefit(ref=ref, programme=locked, number=number, **values)
        return record(row, by=by, at=at, reason="Benefit added")


def change_benefit(
    row: Benefit, values: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> Benefit:
    """Write what a benefit says; `version` is that of the benefit the person saw.

    Raises `Conflict`, or `Faulty` by field. One that is read stays measured.
    """
    require(by, "programmes.keep_benefit", row, at=at)
    with transaction.atomic():
        now = benefits_with_posts().select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        if now.version != version:
            raise Conflict(now)
        _refuse(values)
        is_read = now.readings.exists()
        if is_read and values.get("saving"):
            raise Faulty({"saving": "Leave it empty. It has readings of its own already"})
        if is_read and values.get("unit") != now.unit:
            raise Faulty({"unit": f"Leave it as “{now.unit}”: its readings are in it"})
        for name, value in values.items():
            setattr(now, name, value)
        return record(now, by=by, at=at, reason="Changed")


def _refuse(values: Mapping[str, Any]) -> None:
    if faults := benefit_faults(values):
        raise Faulty(faults)


def read_benefit(
    row: Benefit,
    *,
    value: Decimal,
    note: str,
    version: int,
    asked: str = "",
    by: User,
    at: datetime,
) -> BenefitReading | None:
    """Record what was read of a benefit for the open month; `version` is the newest reading seen.

    `asked` is the unit in which the page asked for it, "" for none. None where the month says it
    already. Raises `NotOpen`, `Faulty` for a cashable one and for another unit, and `Conflict` with
    what was recorded meanwhile.
    """
    require(by, "programmes.read_benefit", row, at=at)
    with transaction.atomic():
        period = lock_open_period()
        now = benefits_with_posts().get(pk=row.pk)
        saving = now.saving.ref if now.saving else ""
        if faults := reading_faults(
            value,
            is_cashable=bool(saving),
            saving=saving,
            ended_on=now.ended_on,
            unit=now.unit,
            asked=asked,
        ):
            raise Faulty(faults)
        newest = newest_reading(now, at=UNDER_LOCKS)
        values = {"value": value, "note": note.strip()}
        is_said = newest and all(getattr(newest, name) == typed for name, typed in values.items())
        if newest and is_said and newest.period_id == period.pk:
            return None
        if newest and newest.pk != version:
            raise Conflict(newest)
        return enact(BenefitReading, by=by, at=at, benefit=now, period=period, **values)


def load_benefits(
    rows: Sequence[tuple[Programme, Mapping[str, Any]]], *, by: User, at: datetime
) -> list[Benefit]:
    """Add every benefit of a file, all or none; in few statements for any number.

    Raises `Refused` with every fault, `Conflict` where one of its programme and name was added
    since the file was read.
    """
    require(by, "programmes.add_benefit", at=at)
    with transaction.atomic():
        keys = {programme.pk for programme, _ in rows}
        locked = Programme.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        programmes = {
            row.pk: row for row in locked.filter(pk__in=keys).select_related("sao", "rdl")
        }
        there = list(Benefit.objects.filter(programme__in=keys))
        _refuse_twins(rows, there)
        last: dict[int, int] = {}
        for row in there:
            last[row.programme_id] = max(row.number, last.get(row.programme_id, 0))
        faults, made = [], []
        for given, values in rows:
            programme = programmes[given.pk]
            if programme.closed_on or not by.has_perm("programmes.keep_raid", programme):
                faults.append(f"{programme}: choose an open programme of yours")
            faults += [
                f"{values.get('title')}: {fault}" for fault in benefit_faults(values).values()
            ]
            number = last[programme.pk] = last.get(programme.pk, 0) + 1
            ref = f"{programme.ref}-B-{number:02}"
            made.append(Benefit(ref=ref, programme=programme, number=number, **values))
        if faults:
            raise Refused(*faults)
        return record_all(made, by=by, at=at, reason="Benefit added from a file")


def _refuse_twins(
    rows: Sequence[tuple[Programme, Mapping[str, Any]]], there: Sequence[Benefit]
) -> None:
    names = {(programme.pk, str(values["title"]).casefold()) for programme, values in rows}
    for row in there:
        if (row.programme_id, row.title.casefold()) in names:
            raise Conflict(row)
