"""Acts on a risk: scored, escalated or de-escalated, and what the forum answered (Rule 28)."""

from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import enact, record
from irp.models import User
from irp.permissions import require
from programmes.actions.raid import as_seen, take_step
from programmes.facts.raid import Scores
from programmes.models import Risk, RiskScore
from programmes.readings.raid import score_columns, steps_of
from programmes.rules.raid import (
    awaits_answer,
    came_from,
    escalation_faults,
    is_upwards,
    score_faults,
)
from programmes.words import Answer, EntryState, Ladder, RiskAct


def score_risk(
    risk: Risk, scores: Scores, *, reason: str, version: int, by: User, at: datetime
) -> Risk:
    """Score a risk: the three scores from now on, and why; earlier scorings stand.

    `version` is that of the risk the person saw. Raises `Conflict`, `Faulty` by field, and
    `Refused` for a risk that is not open.
    """
    require(by, "programmes.keep_raid", risk.programme, at=at)
    with transaction.atomic():
        now = as_seen(risk, version)
        if now.state != EntryState.OPEN:
            raise Refused("Only an open risk can be scored. Reopen it first.")
        if faults := score_faults(scores=scores, before=now.scores, reason=reason):
            raise Faulty(faults)
        columns = score_columns(scores)
        for name, value in columns.items():
            setattr(now, name, value)
        record(now, by=by, at=at, reason=reason.strip())
        enact(RiskScore, by=by, at=at, risk=now, reason=reason.strip(), **columns)
    return now


def escalate_risk(
    risk: Risk, to: Ladder | None, *, reason: str, version: int, by: User, at: datetime
) -> Risk:
    """Move a risk up the ladder, or down it, None to its programme, with the reason.

    Raises what `score_risk` raises.
    """
    require(by, "programmes.keep_raid", risk.programme, at=at)
    with transaction.atomic():
        now = as_seen(risk, version)
        forum = Ladder(now.forum) if now.forum else None
        faults = escalation_faults(
            state=EntryState(now.state), scores=now.scores, to=to, now=forum, reason=reason
        )
        if faults:
            raise Faulty(faults)
        up = is_upwards(to=to, now=forum)
        what = RiskAct.ESCALATED if up else RiskAct.DE_ESCALATED
        take_step(now, what, forum=to, reason=reason, by=by, at=at)
        now.forum = to.value if to else ""
        record(now, by=by, at=at, reason=reason.strip())
    return now


def answer_risk(
    risk: Risk,
    answer: Answer,
    *,
    reason: str,
    minute: str,
    version: int,
    by: User,
    at: datetime,
) -> Risk:
    """Record what a forum says to a risk that was escalated to it; returned, it goes back.

    Raises `Refused` where no forum owes an answer, and what `score_risk` raises.
    """
    require(by, "programmes.answer_risk", at=at)
    with transaction.atomic():
        now, steps = as_seen(risk, version), steps_of(risk)
        forum = awaits_answer(steps)
        if forum is None:
            raise Refused("No forum owes an answer to this risk. Open it again.")
        if not reason.strip():
            raise Faulty({"reason": "Enter the reason the forum gave"})
        to = came_from(steps) if answer is Answer.RETURNED else forum
        values = {"answer": answer.value, "minute": minute.strip()}
        take_step(now, RiskAct.ANSWERED, forum=to, reason=reason, by=by, at=at, **values)
        now.forum = to.value if to else ""
        record(now, by=by, at=at, reason=reason.strip())
    return now
