"""What every step of a return shares: its locks, who may take it, and its kept event (Rule 15)."""

from datetime import datetime

from irp.actions import Refused, lock_open_period
from irp.history import enact, record
from irp.models import Conflict, ReportingPeriod, User
from programmes.models import Return, ReturnStep
from programmes.readings.signing import people_of
from programmes.rules import step_refusals
from programmes.rules.returns import TO
from programmes.words import BackBy, ReturnState, Step


def locked_return(ret: Return, *, version: int | None = None) -> Return:
    """Return the return, locked with its open period.

    Raises `Refused` when its period is not open, `Conflict` when it is not at the version seen.
    """
    open_period_of(ret)
    kept = Return.objects.select_for_update(of=("self",)).select_related(
        "period", "programme__sao", "programme__rdl"
    )
    now = kept.get(pk=ret.pk)
    if version is not None and now.version != version:
        raise Conflict(now)
    return now


def open_period_of(ret: Return) -> ReportingPeriod:
    """Return the open period, locked; `Refused` when the return belongs to another."""
    period = lock_open_period()
    if period.pk != ret.period_id:
        raise Refused(f"{ret.period} is not open. {period} is the open period.")
    return period


def refuse_step(step: Step, ret: Return, *, by: User, reason: str = "") -> None:
    """Raise `Refused` with every reason why this person may not take this step now."""
    refusals = step_refusals(
        step=step, state=ReturnState(ret.state), by=by.pk, people=people_of(ret), reason=reason
    )
    if refusals:
        raise Refused(*refusals)


def move(
    ret: Return,
    step: Step,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    back_by: BackBy | None = None,
) -> Return:
    """Take a step: write the return in its new state, with whatever else was changed on it."""
    before = ret.state
    ret.state, ret.state_since = TO[step].value, at
    record(ret, by=by, at=at, reason=reason or step.label)
    note(ret, before, by=by, at=at, reason=reason, back_by=back_by)
    return ret


def note(
    ret: Return,
    before: str,
    *,
    by: User,
    at: datetime,
    reason: str,
    back_by: BackBy | None = None,
) -> None:
    """Keep the event of a step."""
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
    )
