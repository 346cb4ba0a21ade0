"""What an indicator is compared with is set: every version is kept (Rules 25 and 27)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import act, write_acts
from irp.models import Conflict, User
from irp.permissions import require
from irp.rules.calendar import month_start
from irp.rules.date_spans import printed_month
from kpis.models import Indicator, Target
from kpis.readings import TargetsKnown, targets_known
from kpis.rules import target_faults, tolerance_fault, unit_changed
from kpis.words import Yardstick


@dataclass(frozen=True, kw_only=True)
class NewTarget:
    """A version to set: None as its `value` says that from then on there is none."""

    kind: Yardstick
    value: Decimal | None
    from_month: date
    decided_by: str
    reason: str
    tolerance: Decimal | None = None


class FaultyTargets(Exception):
    """Some of many versions cannot be set: faults by place and field. Nothing was written."""

    def __init__(self, faults: dict[int, dict[str, str]]) -> None:
        super().__init__(str(faults))
        self.faults = faults


def set_target(
    indicator: Indicator, new: NewTarget, *, by: User, at: datetime, seen: int
) -> Target:
    """Set the next version of what an indicator is compared with, in force from a month (Rule 25).

    `seen` is the key of the newest version that the person had before them, 0 for none. Raises
    `Faulty` with the faults by field, `Conflict` with a version that was set meanwhile.
    """
    require(by, "kpis.set_target", at=at)
    with transaction.atomic():
        locked = _held([indicator.pk])
        known = targets_known(locked)
        if seen and seen not in known[indicator.pk].keys:
            raise Refused("Open this page again. It does not say which targets you read.")
        _refuse_newer(known, after=seen)
        try:
            return _set([(indicator, new)], locked, known, by=by, at=at)[0]
        except FaultyTargets as faulty:
            raise Faulty(faulty.faults[0]) from faulty


def load_targets(
    news: list[tuple[Indicator, NewTarget]], *, by: User, at: datetime, after: int
) -> list[Target]:
    """Set the versions of a file, all or none.

    `after` is the key of the newest version of all that the file was read beside. Raises
    `FaultyTargets` with the faults by place in the list, `Conflict` with a version that was set
    meanwhile.
    """
    require(by, "kpis.set_target", at=at)
    with transaction.atomic(savepoint=False):
        locked = _held([indicator.pk for indicator, _ in news])
        known = targets_known(locked)
        _refuse_newer(known, after=after)
        return _set(news, locked, known, by=by, at=at)


def _held(keys: list[int]) -> dict[int, Indicator]:
    """Return indicators whose rows are held, so that two versions come one after the other."""
    rows = Indicator.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def _refuse_newer(known: dict[int, TargetsKnown], *, after: int) -> None:
    """Raise `Conflict` with the newest version where it is newer than the one seen."""
    newest = max((targets.newest for targets in known.values()), default=0)
    if newest > after:
        raise Conflict(Target.objects.select_related("indicator").get(pk=newest))


def _set(
    news: list[tuple[Indicator, NewTarget]],
    locked: dict[int, Indicator],
    known: dict[int, TargetsKnown],
    *,
    by: User,
    at: datetime,
) -> list[Target]:
    """Write versions, each beside those before it."""
    faults, ready = {}, []
    for place, (indicator, new) in enumerate(news):
        row, beside = locked[indicator.pk], known[indicator.pk]
        from_month = month_start(new.from_month)
        if indicator.unit != row.unit:
            faults[place] = {"value": unit_changed(row.unit)}
            continue
        found = faults_of_target(
            row,
            kind=new.kind,
            value=new.value,
            is_none=new.value is None,
            from_month=from_month,
            tolerance=new.tolerance,
            known=beside,
        )
        if found:
            faults[place] = found
            continue
        number = beside.add(
            new.kind, from_month=from_month, value=new.value, tolerance=new.tolerance
        )
        ready.append(
            act(
                Target,
                by=by,
                at=at,
                indicator=row,
                kind=new.kind.value,
                number=number,
                from_month=from_month,
                value=new.value,
                tolerance=new.tolerance,
                decided_by=new.decided_by.strip(),
                reason=new.reason.strip(),
            )
        )
    if faults:
        raise FaultyTargets(faults)
    return write_acts(ready)


def faults_of_target(
    indicator: Indicator,
    *,
    kind: Yardstick,
    value: Decimal | None,
    is_none: bool,
    from_month: date | None,
    tolerance: Decimal | None,
    known: TargetsKnown,
) -> dict[str, str]:
    """Return the faults of a new version by field, beside those that hold already."""
    judged = known.judged(kind)
    faults = target_faults(
        unit=indicator.unit,
        over_100=indicator.over_100,
        cumulative=indicator.cumulative,
        value=value,
        is_none=is_none,
        from_month=from_month,
        begun=judged.begun,
        open_months=judged.open,
        judged_until=judged.until,
    )
    if fault := tolerance_fault(tolerance, kind=kind, is_none=is_none, unit=indicator.unit):
        faults["tolerance"] = fault
    last = next(reversed(known.of(kind)), None)
    typed = (from_month, value, tolerance)
    if not faults and last and (last.from_month, last.value, last.tolerance) == typed:
        month = printed_month(last.from_month)
        faults["from_month"] = f"Change the value or the month. This is set from {month}"
    return faults
