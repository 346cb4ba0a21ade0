"""A reporting period is frozen for ever, and the plan kept as it stood (Rule 16)."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Any

from irp.actions import Refused, lock_periods, whole
from irp.history import enact, record
from irp.models import PeriodStep, ReportingPeriod, User
from irp.permissions import require
from irp.words import PeriodAct
from packs import snapshot
from packs.actions.packs import queue_pack
from packs.models import PlanSnapshot
from packs.readings import last_written
from packs.rules import freeze_faults
from packs.words import AT_FREEZE, EditionStatus, Forum
from programmes.actions.returns import mark_not_reported
from programmes.models import Return
from programmes.readings.owed import missing_returns


def freeze_period(
    period: ReportingPeriod,
    *,
    version: int,
    reason: str,
    by: User,
    at: datetime,
    seen: Collection[str] | None = None,
    drafts: bool = True,
) -> PlanSnapshot:
    """Freeze the period for ever, snapshot the plan, and queue a draft of both packs (Rule 16).

    Returns without their SAO's signature become "not reported", and the freeze then needs its
    reason. `version` is that of the period the person saw, `seen` the references of the
    programmes they were shown as missing; a command that shows nothing leaves it out. Without
    `drafts` no pack is queued. The table of periods is held alone, so that every save lands wholly
    before the freeze or is refused; a save that landed while the freeze waited, a moment after
    `at`, moves the freeze to its own moment. One that loses to a deadlock is tried again.
    """
    require(by, "irp.run_cycle", at=at)
    given: dict[str, Any] = {"version": version, "seen": seen, "drafts": drafts}
    return whole(lambda: _freeze(period.pk, **given, reason=reason.strip(), by=by, at=at))


def _freeze(
    key: int,
    *,
    version: int,
    reason: str,
    seen: Collection[str] | None,
    drafts: bool,
    by: User,
    at: datetime,
) -> PlanSnapshot:
    lock_periods()
    period = ReportingPeriod.objects.get(pk=key)
    missing = missing_returns(period)
    refusals = _freeze_refusals(period, missing, version=version, seen=seen, reason=reason)
    if refusals:
        raise Refused(*refusals)
    at = max(at, last_written(period) or at)
    mark_not_reported(missing, by=by, at=at)
    # First: the database freezes no period without it.
    frozen = _keep_snapshot(period, by=by, at=at)
    what = PeriodAct.FROZEN.value
    enact(PeriodStep, by=by, at=at, period=period, what=what, reason=reason)
    period.frozen_at = at
    record(period, by=by, at=at, reason=reason or "Frozen")
    for forum in Forum if drafts else ():
        queue_pack(frozen, forum, EditionStatus.DRAFT, reason=AT_FREEZE, by=by, at=at)
    return frozen


def _freeze_refusals(
    period: ReportingPeriod,
    missing: list[Return],
    *,
    version: int,
    seen: Collection[str] | None,
    reason: str,
) -> list[str]:
    if period.is_frozen:
        return [f"{period} is already frozen."]
    if period.version != version or not period.is_open:
        return [f"{period} was changed after you opened this page. Check it again."]
    refs = {ret.programme.ref for ret in missing}
    return freeze_faults(missing=refs, seen=refs if seen is None else set(seen), reason=reason)


def _keep_snapshot(period: ReportingPeriod, *, by: User, at: datetime) -> PlanSnapshot:
    body = snapshot.body_of(snapshot.read_frozen(period, at=at))
    return enact(
        PlanSnapshot,
        by=by,
        at=at,
        period=period,
        schema=snapshot.SCHEMA,
        body=body,
        sha256=sha256(body.encode()).hexdigest(),
    )
