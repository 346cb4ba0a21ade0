"""What a saving promised for a year, and what Council resolved for it: versions (Rules 25, 26)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Faulty, hold_the_month
from irp.history import act, enact, write_acts
from irp.models import PlanSettings, User
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.money import money_fault
from programmes.actions.savings import FaultySaving
from programmes.actions.seen_target import hold_to_seen
from programmes.models import Saving, SavingTarget, YearTarget
from programmes.rules.savings import saving_target_faults


@dataclass(frozen=True, kw_only=True)
class NewTarget:
    """The next version of what a saving promises in a year.

    `seen` is the key of the newest version of any year that the person had before them, 0: none.
    """

    year: int
    in_year: Decimal
    full_year: Decimal | None
    decided_by: str
    reason: str
    seen: int


def set_saving_target(row: Saving, target: NewTarget, *, by: User, at: datetime) -> SavingTarget:
    """Set the next version of a saving's target for a year.

    Raises `Faulty` by field, `Conflict` with a version that was set meanwhile.
    """
    try:
        return set_saving_targets([(row, target)], by=by, at=at)[0]
    except FaultySaving as faulty:
        raise Faulty(faulty.faults) from faulty


def set_saving_targets(
    targets: Sequence[tuple[Saving, NewTarget]], *, by: User, at: datetime
) -> list[SavingTarget]:
    """Set the target of each of several savings, all or none, in few statements for any number.

    Raises `FaultySaving` for the first that is at fault, and `Conflict`.
    """
    require(by, "programmes.set_saving_target", at=at)
    with transaction.atomic():
        hold_the_month(at=at)
        locked = Saving.objects.select_for_update(no_key=True).order_by("pk")
        savings = {row.pk: row for row in locked.filter(pk__in=[row.pk for row, _ in targets])}
        versions: dict[int, list[SavingTarget]] = {key: [] for key in savings}
        for version in SavingTarget.objects.filter(saving__in=savings).order_by("pk"):
            versions[version.saving_id].append(version)
        acts = []
        for place, (row, target) in enumerate(targets):
            before = versions[row.pk]
            hold_to_seen(before[-1] if before else None, target.seen)
            own = [version for version in before if version.year == target.year]
            if faults := _target_faults(target, own, at=at):
                raise FaultySaving(place, faults)
            acts.append(_version(savings[row.pk], target, number=len(own) + 1, by=by, at=at))
        return write_acts(acts)


def _target_faults(
    target: NewTarget, own: Sequence[SavingTarget], *, at: datetime
) -> dict[str, str]:
    """Return what is wrong with a target, `own` the versions of its year that there are."""
    last = own[-1] if own else None
    faults = saving_target_faults(
        year=target.year,
        last=last.in_year if last else None,
        on=london_day(at),
        same=bool(last and (last.in_year, last.full_year) == (target.in_year, target.full_year)),
    )
    return _faults(faults, target.in_year, target.full_year, target.decided_by, target.reason)


def _version(
    saving: Saving, target: NewTarget, *, number: int, by: User, at: datetime
) -> SavingTarget:
    return act(
        SavingTarget,
        by=by,
        at=at,
        saving=saving,
        year=target.year,
        number=number,
        in_year=target.in_year,
        full_year=target.full_year,
        decided_by=target.decided_by.strip(),
        reason=target.reason.strip(),
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
        hold_to_seen(YearTarget.objects.order_by("pk").last(), seen)
        own = list(YearTarget.objects.filter(year=year).order_by("number"))
        last = own[-1].amount if own else None
        faults = saving_target_faults(
            year=year, last=last, on=london_day(at), same=last is not None and last == amount
        )
        if "in_year" in faults:
            faults["amount"] = faults.pop("in_year")
        if faults := _faults(faults, amount, None, decided_by, reason):
            raise Faulty(faults)
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


def _faults(
    faults: dict[str, str],
    in_year: Decimal,
    full_year: Decimal | None,
    decided_by: str,
    reason: str,
) -> dict[str, str]:
    """Return these faults, and those of money and words that are none."""
    for name, amount in (("in_year", in_year), ("full_year", full_year)):
        if fault := money_fault(amount):
            faults.setdefault(name, fault)
    if not decided_by.strip():
        faults["decided_by"] = "Enter who decided it"
    if not reason.strip():
        faults["reason"] = "Enter the reason"
    return faults
