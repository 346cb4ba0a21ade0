"""What a saving promised for a year, and what Council resolved for it: versions (Rules 25, 26)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Faulty, hold_the_month
from irp.history import enact
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.money import money_fault
from programmes.models import Saving, SavingTarget, YearTarget
from programmes.rules.savings import saving_target_faults


def set_saving_target(
    row: Saving,
    *,
    year: int,
    in_year: Decimal,
    full_year: Decimal | None,
    decided_by: str,
    reason: str,
    seen: int,
    by: User,
    at: datetime,
) -> SavingTarget:
    """Set the next version of a saving's target for a year.

    `seen` is the key of the newest version of any year that the person had before them, 0 for
    none. Raises `Faulty` by field, `Conflict` with a version that was set meanwhile.
    """
    require(by, "programmes.set_saving_target", at=at)
    with transaction.atomic():
        hold_the_month(at=at)
        kept = Saving.objects.select_for_update(no_key=True).get(pk=row.pk)
        versions = list(kept.targets.order_by("pk"))
        if versions and versions[-1].pk > seen:
            raise Conflict(versions[-1])
        own = [one for one in versions if one.year == year]
        last = own[-1] if own else None
        faults = saving_target_faults(
            year=year,
            last=last.in_year if last else None,
            on=london_day(at),
            same=bool(last and (last.in_year, last.full_year) == (in_year, full_year)),
        )
        _refuse(faults, in_year, full_year, decided_by, reason)
        return enact(
            SavingTarget,
            by=by,
            at=at,
            saving=kept,
            year=year,
            number=len(own) + 1,
            in_year=in_year,
            full_year=full_year,
            decided_by=decided_by.strip(),
            reason=reason.strip(),
        )


def set_year_target(
    *,
    year: int,
    amount: Decimal,
    decided_by: str,
    reason: str,
    seen: int,
    by: User,
    at: datetime,
) -> YearTarget:
    """Record the next version of what Council resolved for a year as a whole.

    `seen` is the key of the newest version that the person had before them, 0 for none. Raises
    `Faulty` by field, `Conflict` with a version that was recorded meanwhile.
    """
    require(by, "programmes.set_saving_target", at=at)
    with transaction.atomic():
        PlanSettings.objects.select_for_update().first()
        hold_the_month(at=at)
        newest = YearTarget.objects.order_by("pk").last()
        if newest and newest.pk > seen:
            raise Conflict(newest)
        own = list(YearTarget.objects.filter(year=year).order_by("number"))
        last = own[-1].amount if own else None
        faults = saving_target_faults(
            year=year, last=last, on=london_day(at), same=last is not None and last == amount
        )
        if "in_year" in faults:
            faults["amount"] = faults.pop("in_year")
        _refuse(faults, amount, None, decided_by, reason)
        return enact(
            YearTarget,
            by=by,
            at=at,
            year=year,
            number=len(own) + 1,
            amount=amount,
            decided_by=decided_by.strip(),
            reason=reason.strip(),
        )


def _refuse(
    faults: dict[str, str],
    in_year: Decimal,
    full_year: Decimal | None,
    decided_by: str,
    reason: str,
) -> None:
    """Raise `Faulty` for these faults, and for money and words that are none."""
    for name, amount in (("in_year", in_year), ("full_year", full_year)):
        if fault := money_fault(amount):
            faults.setdefault(name, fault)
    if not decided_by.strip():
        faults["decided_by"] = "Enter who decided it"
    if not reason.strip():
        faults["reason"] = "Enter the reason"
    if faults:
        raise Faulty(faults)
