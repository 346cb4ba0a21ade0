"""Savings are added and changed; what replaces one that does not yield, and no longer does (26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused, hold_the_month
from irp.history import enact, record, record_all
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.models import Programme, Saving, SavingReplacement
from programmes.permissions import runs_programme
from programmes.readings.saving_rows import links_of, savings_with_posts
from programmes.rules.saving_chains import replacement_faults
from programmes.rules.savings import equality_faults, next_saving_refs
from programmes.words import Basis, Equality


@dataclass(frozen=True, kw_only=True)
class NewSaving:
    """A saving to add to a programme: what it says by column."""

    programme: Programme
    values: Mapping[str, Any]


class FaultySaving(Faulty):
    """What is wrong with one of several that are added or set together, and its place there."""

    def __init__(self, place: int, faults: dict[str, str]) -> None:
        super().__init__(faults)
        self.place = place


def add_saving(
    programme: Programme, values: Mapping[str, Any], *, by: User, at: datetime
) -> Saving:
    """Add a saving with the next reference to a programme. `values` are by column.

    Raises `Faulty` by field, where the programme is not the person's too.
    """
    try:
        return add_savings([NewSaving(programme=programme, values=values)], by=by, at=at)[0]
    except FaultySaving as faulty:
        raise Faulty(faulty.faults) from faulty


def add_savings(savings: Sequence[NewSaving], *, by: User, at: datetime) -> list[Saving]:
    """Add savings all or none, in as many statements whatever their number.

    Raises `FaultySaving` for the first that is at fault.
    """
    require(by, "programmes.add_saving", at=at)
    with transaction.atomic():
        # One at a time: no reference is given twice.
        PlanSettings.objects.select_for_update().first()
        # Whoever closes a programme waits, so that none is added to one that is closed by then.
        locked = Programme.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        keys = {saving.programme.pk for saving in savings}
        programmes = {
            row.pk: row for row in locked.filter(pk__in=keys).select_related("sao", "rdl")
        }
        given = list(Saving.objects.values_list("ref", flat=True))
        refs = next_saving_refs(given, how_many=len(savings))
        rows = []
        for place, (ref, saving) in enumerate(zip(refs, savings, strict=True)):
            row = Saving(ref=ref, programme=programmes[saving.programme.pk], **saving.values)
            if faults := _not_added(row.of_programme, by=by) or _faults(row, at=at):
                raise FaultySaving(place, faults)
            rows.append(row)
        return record_all(rows, by=by, at=at, reason="Saving added")


def _not_added(programme: Programme, *, by: User) -> dict[str, str]:
    """Return what is wrong with the programme that a saving is added to."""
    if programme.closed_on:
        return {"programme": f"{programme} is closed. Choose another programme"}
    if not (by.holds_kind("cpmo") or runs_programme(by, programme)):
        return {"programme": "Choose a programme of yours"}
    return {}


def change_saving(
    row: Saving, values: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> Saving:
    """Write what a saving says; `version` is that of the saving the person saw.

    Raises `Conflict`, or `Faulty` by field.
    """
    require(by, "programmes.keep_saving", row, at=at)
    with transaction.atomic():
        now = savings_with_posts().select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        if now.version != version:
            raise Conflict(now)
        for name, value in values.items():
            setattr(now, name, value)
        if faults := _faults(now, at=at):
            raise Faulty(faults)
        return record(now, by=by, at=at, reason="Changed")


def _faults(row: Saving, *, at: datetime) -> dict[str, str]:
    faults = {} if row.title.strip() else {"title": "Enter what the saving is called"}
    faults |= equality_faults(
        equality=row.equality,
        reason=row.equality_reason,
        on=row.equality_on,
        today=london_day(at),
    )
    if row.equality != Equality.NOT_NEEDED and row.equality_reason.strip():
        faults["equality_reason"] = "Leave it empty unless no assessment is needed"
    return faults


def replace_saving(
    replaced: Saving,
    by_saving: Saving,
    *,
    year: int,
    basis: Basis,
    reason: str,
    by: User,
    at: datetime,
) -> SavingReplacement:
    """Say that a saving makes good in a year what another does not yield.

    Raises `Faulty` by field: for a circle, which it shows, and for one that replaces another.
    """
    require(by, "programmes.keep_saving", replaced, at=at)
    with transaction.atomic():
        # One at a time: two that are entered at once could close a circle between them.
        PlanSettings.objects.select_for_update().first()
        hold_the_month(at=at)
        faults = replacement_faults(list(links_of(year)), replaced=replaced.ref, by=by_saving.ref)
        if not reason.strip():
            faults["reason"] = "Enter why it is replaced"
        if faults:
            raise Faulty(faults)
        return enact(
            SavingReplacement,
            by=by,
            at=at,
            replaced=replaced,
            by_saving=by_saving,
            year=year,
            basis=basis.value,
            reason=reason.strip(),
        )


def end_replacement(
    replaced: Saving, by_saving: Saving, *, year: int, reason: str, by: User, at: datetime
) -> SavingReplacement:
    """Say that a saving no longer replaces another in a year: an act of its own.

    Raises `Refused` where it does not, `Faulty` without a reason.
    """
    require(by, "programmes.keep_saving", replaced, at=at)
    with transaction.atomic():
        PlanSettings.objects.select_for_update().first()
        hold_the_month(at=at)
        standing = {(link.replaced, link.by): row for link, row in links_of(year).items()}
        row = standing.get((replaced.ref, by_saving.ref))
        if row is None:
            raise Refused(f"{by_saving.ref} does not replace {replaced.ref} any more.")
        if not reason.strip():
            raise Faulty({"reason": "Enter why it no longer replaces it"})
        return enact(
            SavingReplacement,
            by=by,
            at=at,
            replaced=replaced,
            by_saving=by_saving,
            year=year,
            basis=row.basis,
            ends=True,
            reason=reason.strip(),
        )
