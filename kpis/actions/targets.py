"""What an indicator is compared with is set: every version is kept (Rules 25 and 27)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require
from irp.rules.calendar import month_start
from irp.rules.date_spans import printed_month
from kpis.models import Indicator, Target
from kpis.readings import judged_so_far, newest_target
from kpis.rules import target_faults
from kpis.words import Yardstick


def set_target(
    indicator: Indicator,
    *,
    kind: Yardstick,
    value: Decimal | None,
    from_month: date,
    decided_by: str,
    reason: str,
    by: User,
    at: datetime,
    seen: int,
) -> Target:
    """Set the next version of an indicator's target or benchmark, in force from a month (Rule 25).

    None as its `value` says that from then on there is none. `seen` is the key of the newest
    version that the person had before them, 0 for none. Raises `Faulty` with the faults by field,
    `Conflict` with a version that was set meanwhile.
    """
    require(by, "kpis.set_target", at=at)
    with transaction.atomic():
        # The indicator's row is held, so that two versions come one after the other.
        kept = Indicator.objects.select_for_update().get(pk=indicator.pk)
        _refuse_unseen_target(kept, seen)
        from_month = month_start(from_month)
        _refuse_same(kept, kind=kind, value=value, from_month=from_month)
        _refuse_faulty_target(kept, kind=kind, value=value, from_month=from_month)
        return enact(
            Target,
            by=by,
            at=at,
            indicator=kept,
            kind=kind.value,
            number=kept.targets.filter(kind=kind).count() + 1,
            from_month=from_month,
            value=value,
            decided_by=decided_by.strip(),
            reason=reason.strip(),
        )


def _refuse_unseen_target(indicator: Indicator, seen: int) -> None:
    """Raise `Conflict` with the newest version where it is newer than the one seen.

    `Refused` where what was seen is no version of the indicator's.
    """
    if seen and not indicator.targets.filter(pk=seen).exists():
        raise Refused("Open this page again. It does not say which targets you read.")
    newest = newest_target(indicator)
    if newest is not None and newest.pk > seen:
        raise Conflict(newest)


def _refuse_same(
    indicator: Indicator, *, kind: Yardstick, value: Decimal | None, from_month: date
) -> None:
    """Raise `Faulty` where the newest version of the kind says just that already."""
    last = indicator.targets.filter(kind=kind).order_by("-pk").first()
    if last is not None and (last.from_month, last.value) == (from_month, value):
        month = printed_month(from_month)
        raise Faulty({"from_month": f"Change the value or the month. This is set from {month}"})


def _refuse_faulty_target(
    indicator: Indicator, *, kind: Yardstick, value: Decimal | None, from_month: date
) -> None:
    """Raise `Faulty` with the faults of a new version, beside those that hold already."""
    known = judged_so_far(indicator, kind)
    faults = target_faults(
        unit=indicator.unit,
        over_100=indicator.over_100,
        cumulative=indicator.cumulative,
        value=value,
        is_none=value is None,
        from_month=from_month,
        begun=known.begun,
        judged_until=known.until,
    )
    if faults:
        raise Faulty(faults)
