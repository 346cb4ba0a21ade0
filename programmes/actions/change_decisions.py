"""A change is agreed to or refused by each forum in turn, or withdrawn (Rule 18).

The approval of what needs nobody else puts it into effect in the same transaction.
"""

from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused, hold_the_month
from irp.history import act, enact, record, write_acts
from irp.models import Conflict, User
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from programmes.actions.change_effects import put_into_effect
from programmes.facts.changes import ChangeFacts
from programmes.models import ChangeRequest, ChangeStep
from programmes.readings.change_basis import took_part
from programmes.readings.changes import request_facts, with_steps
from programmes.rules.change_rulings import Ruling, ruling_faults
from programmes.rules.changes import decision_refusals, rows_left, state_after
from programmes.rules.takers import taker_wait
from programmes.words import ChangeAct, ChangeForum, ChangeState

RIGHTS = dict.fromkeys(ChangeForum, "programmes.decide_change") | {
    ChangeForum.SAO: "programmes.agree_change"
}


def decide_change(
    request: ChangeRequest,
    forum: ChangeForum,
    ruling: Ruling,
    *,
    version: int,
    by: User,
    at: datetime,
) -> ChangeRequest:
    """Agree to some rows of a request, or refuse it, as the forum that it is with.

    CPMO records what a board decided, citing the meeting and its minute. Raises `Conflict` where
    somebody else decided first, `Refused` for who asked for it, `Faulty` by field.
    """
    require(by, RIGHTS[forum], request.programme, at=at)
    with transaction.atomic():
        month = hold_the_month(at=at)
        now = _as_seen(request, version)
        state, facts = ChangeState(now.state), request_facts(now, at=at)
        people = took_part(now)
        if refusals := decision_refusals(ref=now.ref, state=state, people=people, by=by.pk):
            raise Refused(*refusals)
        if state.forum is not forum:
            raise Conflict(now)
        left = rows_left(facts.rows, facts.steps)
        rows = [row for row in facts.rows if row.number in left]
        if faults := ruling_faults(ruling, forum=forum, left=rows, on=london_day(at)):
            raise Faulty(faults)
        facts = with_steps(facts, _keep(now, forum, ruling, by=by, at=at))
        after = _agreed(facts, forum, at=at) if ruling.agrees else ChangeState.REFUSED
        now.state = after.value
        record(now, by=by, at=at, reason=ruling.reason.strip() or f"Agreed by {forum.label}")
        if after.is_approved:
            put_into_effect(now, sorted(ruling.rows), month, by=by, at=at)
    return now


def _agreed(facts: ChangeFacts, forum: ChangeForum, *, at: datetime) -> ChangeState:
    """Return where a request goes once a forum has agreed; `Faulty` while takers may answer."""
    on = london_day(at)
    after = state_after(forum, facts.rows, facts.steps, on=on)
    if after.is_approved and not forum.is_board:
        left = rows_left(facts.rows, facts.steps)
        if wait := taker_wait(facts.steps, left, measured=Measured(on)):
            raise Faulty({"answer": wait})
    return after


def _as_seen(request: ChangeRequest, version: int) -> ChangeRequest:
    """Return a request as it stands, locked; `Conflict` unless it is the one that was seen."""
    locked = ChangeRequest.objects.select_for_update(of=("self",), no_key=True)
    now = locked.select_related("programme__sao", "programme__rdl").get(pk=request.pk)
    if now.version != version:
        raise Conflict(now)
    return now


def _keep(
    request: ChangeRequest, forum: ChangeForum, ruling: Ruling, *, by: User, at: datetime
) -> list[ChangeStep]:
    """Keep what a forum decided, and before Cabinet's decision the view that IRB gave."""
    steps = []
    if ruling.view.strip() and forum is ChangeForum.CABINET:
        viewed = act(
            ChangeStep,
            by=by,
            at=at,
            request=request,
            what=ChangeAct.VIEWED.value,
            forum=ChangeForum.IRB.value,
            met_on=ruling.view_on,
            reason=ruling.view.strip(),
        )
        steps.append(viewed)
    decided = act(
        ChangeStep,
        by=by,
        at=at,
        request=request,
        what=(ChangeAct.AGREED if ruling.agrees else ChangeAct.REFUSED).value,
        forum=forum.value,
        rows=sorted(ruling.rows) if ruling.agrees else [],
        met_on=ruling.met_on if forum.is_board else None,
        minute=ruling.minute.strip() if forum.is_board else "",
        reason=ruling.reason.strip(),
    )
    return write_acts([*steps, decided])


def withdraw_change(
    request: ChangeRequest, *, reason: str, version: int, by: User, at: datetime
) -> ChangeRequest:
    """Withdraw a request that has not been decided, with the reason.

    Raises `Conflict`, `Refused` for one that has ended, `Faulty` without a reason.
    """
    require(by, "programmes.ask_change", request.programme, at=at)
    with transaction.atomic():
        now = _as_seen(request, version)
        if not ChangeState(now.state).is_open:
            raise Refused(f"{now.ref} is {now.get_state_display().lower()} already.")
        if not reason.strip():
            raise Faulty({"why": "Enter why it is withdrawn"})
        now.state = ChangeState.WITHDRAWN.value
        record(now, by=by, at=at, reason=reason.strip())
        values = {"what": ChangeAct.WITHDRAWN.value, "reason": reason.strip()}
        enact(ChangeStep, by=by, at=at, request=now, **values)
    return now
