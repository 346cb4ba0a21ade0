"""What every step of a return shares: its locks, who may take it, and its kept event (Rule 15)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from irp.actions import NotOpen, Refused, lock_open_period
from irp.history import act, enact, record, write_acts
from irp.models import Conflict, ReportingPeriod, User
from programmes.models import Point, PointStep, Return, ReturnStep
from programmes.readings.signing import people_of, report_versions
from programmes.rules import step_refusals
from programmes.rules.returns import TO
from programmes.words import BackBy, PointKind, PointStage, ReturnState, Step


def begin_step(
    step: Step,
    ret: Return,
    *,
    by: User,
    version: int | None,
    reason: str = "",
    reports: Mapping[str, int] | None = None,
) -> Return:
    """Return the return, locked with its open period, once this person may take a step of it now.

    `version` and `reports` (versions by milestone reference) are those that the person read: no
    step is taken on what was changed since. None compares nothing. Raises `NotOpen`, `Refused` with
    every reason against the step, or `Conflict`.
    """
    open_period_of(ret)
    locked = Return.objects.select_for_update(of=("self",)).select_related(
        "period", "programme__sao", "programme__rdl"
    )
    now = locked.get(pk=ret.pk)
    refusals = step_refusals(
        step=step, state=ReturnState(now.state), by=by.pk, people=people_of(now), reason=reason
    )
    if refusals:
        raise Refused(*refusals)
    if version is not None and now.version != version:
        raise Conflict(now)
    if reports is not None and report_versions(now) != reports:
        raise Conflict(now)
    return now


VOIDS = {Step.REOPEN, Step.SEND_BACK, Step.TAKE_BACK}  # any signature
VOIDED = "The signature that it was raised with no longer counts."


def open_period_of(ret: Return) -> ReportingPeriod:
    """Return the open period, locked; `NotOpen` when the return belongs to another."""
    period = lock_open_period()
    if period.pk != ret.period_id:
        own = ReportingPeriod.objects.get(pk=ret.period_id)
        raise NotOpen(f"{own} is not open. {period} is the open period.", own)
    return period


def move(
    ret: Return,
    step: Step,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    back_by: BackBy | None = None,
) -> Return:
    """Take a step: write the return in its new state, with whatever else was changed on it.

    One that waited for another's step comes after it, though it was begun before.
    """
    before, at = ret.state, max(at, ret.state_since or at)
    ret.state, ret.state_since = TO[step].value, at
    record(ret, by=by, at=at, reason=reason or step.label)
    note(ret, before, by=by, at=at, reason=reason, back_by=back_by)
    if step in VOIDS:
        withdraw_asks(ret, reason=VOIDED, by=by, at=at)
    return ret


def note(
    ret: Return,
    before: str,
    *,
    by: User,
    at: datetime,
    reason: str,
    back_by: BackBy | None = None,
    vacant: Collection[str] = (),
) -> None:
    """Keep the event of a step; `vacant` are the titles of posts that nobody held at a freeze."""
    enact(
        ReturnStep,
        by=by,
        at=at,
        ret=ret,
        period=ret.period,
        from_state=before,
        to_state=ret.state,
        back_by=back_by.value if back_by else "",
        reason=reason.strip(),
        vacant="; ".join(vacant)[:1000],
    )


def withdraw_asks(ret: Return, *, reason: str, by: User, at: datetime) -> None:
    """Withdraw the asks of a return whose signature no longer counts, unless they were tabled.

    One that is being tabled is waited for.
    """
    of_return = Point.objects.select_for_update(of=("self",)).filter(ret=ret).order_by("pk")
    asks = list(of_return.filter(kind=PointKind.ASK.value))
    if not asks:
        return
    moved = set(PointStep.objects.filter(point__in=asks).values_list("point", flat=True))
    write_acts(
        [
            act(
                PointStep,
                by=by,
                at=at,
                point=ask,
                number=1,
                stage=PointStage.WITHDRAWN.value,
                words=reason,
            )
            for ask in asks
            if ask.pk not in moved
        ]
    )
