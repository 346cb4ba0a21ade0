"""The monthly routine of the register: reviews, scores that change, actions closed and added."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from exchange.demonstration.months import dice, index
from exchange.demonstration.stories import Story
from irp.models import User
from irp.rules.calendar import london_day
from programmes.actions.raid import add_entry, change_entry, end_entry
from programmes.actions.risks import answer_risk, escalate_risk, score_risk
from programmes.facts.raid import Score, Scores
from programmes.models import Action, Risk
from programmes.readings.raid import steps_of
from programmes.rules.raid import awaits_answer, band, severity
from programmes.words import Answer, Band, EntryState, Ladder, RaidKind

WITHIN = ("programme__sao", "programme__rdl")
# Why a score changes, by whether it got worse.
WORSE = (
    "Two of the steps planned for this month did not happen.",
    "The supplier has asked for more time.",
    "The lead for this has left, and cover begins next month.",
)
BETTER = (
    "The controls have worked for two months in a row.",
    "The step that mattered most is done.",
    "A second route is agreed and paid for.",
)
OWED = (
    "Bring the options to the next programme board",
    "Agree cover for the lead until the post is filled",
    "Check the supplier’s new dates against the plan",
)
# By what was owed; what else is closed was taken to the board.
EVIDENCE = {
    OWED[0]: "The board chose the second option; minute {number}.",
    OWED[1]: "Cover is agreed and named in the rota of week {number}.",
    OWED[2]: "The new dates are in the plan, version {number}.",
}
TAKEN = "Done, and reported to the programme board; minute {number}."


def review(stories: Mapping[str, Story], of: date, *, head: User, at: datetime) -> None:
    """Look at each open risk and action once a month, as chance has it."""
    risks = Risk.objects.filter(state="open").select_related(*WITHIN)
    for place, risk in enumerate(risks.order_by("ref")):
        chance = dice("risk", risk.ref, index(of))
        lead = stories[risk.programme.ref].delivery_lead if risk.programme else head
        moment = at + timedelta(minutes=5 * place)
        heard = _hear(risk, lead=lead, head=head, at=moment)
        scored = _score_anew(heard, chance, by=lead, at=moment + timedelta(minutes=1))
        _review(scored, chance, by=lead, at=moment + timedelta(minutes=2))
    actions = Action.objects.filter(state="open", due_on__lte=london_day(at) + timedelta(days=10))
    for action in actions.select_related(*WITHIN).order_by("ref"):
        lead = stories[action.programme.ref].delivery_lead if action.programme else head
        _close(action, lead, dice("action", action.ref, index(of)), at=at)


def _hear(risk: Risk, *, lead: User, head: User, at: datetime) -> Risk:
    """Take a top risk to TIB, and record what a forum says to what it was asked last month."""
    if awaits_answer(steps_of(risk)):
        values: dict[str, Any] = {"reason": "Heard; the owner reports again.", "minute": "6.3"}
        return answer_risk(risk, Answer.ACCEPTED, **values, version=risk.version, by=head, at=at)
    if band(risk.scores.current) is Band.TOP and risk.forum in {"", Ladder.DIRECTORATE}:
        why = "In the top band: TIB is told."
        return escalate_risk(risk, Ladder.TIB, reason=why, version=risk.version, by=lead, at=at)
    return risk


def _score_anew(risk: Risk, chance: Random, *, by: User, at: datetime) -> Risk:
    scores = risk.scores
    step = chance.choice((-1, 1, 0, 0, 0, 0))
    if scores.current is None or not step or not 1 <= scores.current.likelihood + step <= 5:
        return risk
    moved = scores.current.likelihood + step
    current = Score(impact=scores.current.impact, likelihood=moved)
    if severity(scores.target) > severity(current):
        return risk
    given = Scores(inherent=scores.inherent, current=current, target=scores.target)
    why = chance.choice(WORSE if step > 0 else BETTER)
    scored = score_risk(risk, given, reason=why, version=risk.version, by=by, at=at)
    if step > 0:
        due_on = london_day(at) + timedelta(days=chance.randint(30, 60))
        owed = {"title": chance.choice(OWED), "due_on": due_on, "owner": risk.owner, "risk": risk}
        add_entry(RaidKind.ACTION, risk.programme, owed, by=by, at=at)
    return scored


def _review(risk: Risk, chance: Random, *, by: User, at: datetime) -> None:
    """Set the next review, where this one was held."""
    day = london_day(at)
    if risk.review_on and risk.review_on <= day + timedelta(days=20) and chance.random() < 0.8:
        review_on = day + timedelta(days=chance.randint(40, 90))
        change_entry(risk, {"review_on": review_on}, version=risk.version, by=by, at=at)


def _close(action: Action, by: User, chance: Random, *, at: datetime) -> None:
    if chance.random() < 0.7:
        words = EVIDENCE.get(action.title, TAKEN).format(number=chance.randint(2, 40))
        end_entry(action, EntryState.CLOSED, reason=words, version=action.version, by=by, at=at)
