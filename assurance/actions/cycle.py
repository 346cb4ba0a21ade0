"""The reporting cycle's two ends: a period is opened, and frozen for ever (Rules 14 and 16)."""

from datetime import date, datetime

from django.db import transaction

from assurance.actions.packs import queue_pack
from assurance.models import Pack, PlanSnapshot
from assurance.packs import snapshot
from assurance.rules import Standing
from irp.actions import Refused, lock_periods, open_period
from irp.history import enact, record
from irp.models import PeriodStep, ReportingPeriod, User
from irp.permissions import require
from programmes.actions.returns import mark_not_reported, open_returns
from programmes.models import Return
from programmes.rules.returns import canonical, fingerprint


def open_cycle(
    month: date, *, tib_on: date, irb_on: date, by: User, at: datetime
) -> ReportingPeriod:
    """Open a month's reporting period and give every programme its return, not started."""
    with transaction.atomic():
        period = open_period(month, tib_on=tib_on, irb_on=irb_on, by=by, at=at)
        open_returns(period, by=by, at=at)
    return period


def freeze_period(
    period: ReportingPeriod, *, version: int, reason: str, by: User, at: datetime
) -> PlanSnapshot:
    """Freeze the period for ever, snapshot the plan, and queue a draft of both packs (Rule 16).

    Returns without their SAO's signature become "not reported". `version` is that of the period
    the person saw. The table of periods is held alone, so that every save lands wholly before
    the freeze or is refused.
    """
    require(by, "irp.run_cycle", at=at)
    with transaction.atomic():
        lock_periods()
        period = ReportingPeriod.objects.get(pk=period.pk)
        if period.is_frozen:
            raise Refused(f"{period} is frozen already.")
        if period.version != version or not period.is_open:
            raise Refused(f"{period} was changed since you opened this page. Look at it again.")
        mark_not_reported(missing_returns(period), by=by, at=at)
        body = snapshot.read(period, at=at)
        kept = enact(
            PlanSnapshot,
            by=by,
            at=at,
            period=period,
            schema=body["schema"],
            body=canonical(body),
            sha256=fingerprint(body),
        )
        enact(
            PeriodStep,
            by=by,
            at=at,
            period=period,
            what=PeriodStep.What.FROZEN.value,
            reason=reason.strip(),
        )
        period.frozen_at = at
        record(period, by=by, at=at, reason=reason.strip() or "Frozen")
        for forum in Pack.Forum:
            queue_pack(kept, forum, Standing.DRAFT, reason="Drawn at freeze", by=by, at=at)
    return kept


def missing_returns(period: ReportingPeriod) -> list[Return]:
    """Return the returns that no SAO has signed, with their programmes."""
    received = period.returns.received().values("pk")
    return list(period.returns.exclude(pk__in=received).select_related("programme", "period"))
