"""The register of RAID acted out through the actions: a tale of four months, then the routine."""

from datetime import date, datetime, timedelta
from typing import Any

from exchange.demonstration.council import Council
from exchange.demonstration.months import index
from exchange.demonstration.register_routine import review
from exchange.demonstration.register_words import (
    ASSUMPTIONS,
    DECISIONS,
    PLAN_SCORED,
    THREATS,
    Cell,
    Move,
    Scoring,
    Threat,
)
from exchange.demonstration.stories import Story
from irp.models import Post, User
from irp.rules.calendar import london_day
from programmes.actions.raid import add_entry, end_entry
from programmes.actions.risks import answer_risk, escalate_risk, score_risk
from programmes.facts.raid import Score, Scores
from programmes.models import Action, Risk
from programmes.words import EntryState, Ladder, RaidKind

TOLD = date(2026, 3, 1)  # month 0 of the tale that `register_words` tells


def live_register(council: Council, of: date, *, at: datetime) -> None:
    """Act out what is done to the register in a month: the tale that is told, then the routine."""
    month = index(TOLD) - index(of)
    stories = {story.programme.ref: story for story in council.stories}
    for number, threat in enumerate(THREATS):
        if story := stories.get(threat.programme):
            moment = at + timedelta(minutes=7 * number)
            _live(threat, story, council, month=month, at=moment)
    if month == 1:
        for ref, title, why, forum, who, minute in DECISIONS:
            values: dict[str, Any] = {"title": title, "description": why, "forum": forum}
            values |= {"decided_by": who, "minute": minute, "decided_on": london_day(at)}
            _add(RaidKind.DECISION, stories.get(ref), values, at=at)
    if month == 0:
        for ref, title, otherwise in ASSUMPTIONS:
            review_on = london_day(at) + timedelta(days=400)
            values = {"title": title, "description": otherwise, "review_on": review_on}
            _add(RaidKind.ASSUMPTION, stories.get(ref), values, at=at)
        _score_the_plan(council, at=at)
    if month < -1:
        review(stories, of, head=council.cast.head, at=at + timedelta(hours=2))


def _add(kind: RaidKind, story: Story | None, values: dict[str, Any], *, at: datetime) -> None:
    """Add an entry as a programme's delivery lead, where the loaded plan has the programme."""
    if story:
        by = story.delivery_lead
        add_entry(kind, story.programme, values, by=by, at=at)


def _live(threat: Threat, story: Story, council: Council, *, month: int, at: datetime) -> None:
    """Do what is told of one risk in a month: raised, scored, moved, answered, ended."""
    begins = max(scoring.month for scoring in threat.scorings)
    lead, head = story.delivery_lead, council.cast.head
    if month == begins:
        _raise(threat, story, by=lead, at=at)
    for scoring in threat.scorings:
        if scoring.month == month:
            _score(threat, scoring, by=lead, at=at + timedelta(minutes=1))
    for move in threat.moves:
        if move.month == month:
            _move(threat, move, by=lead, at=at + timedelta(hours=2))
        if move.month == month + 1 and move.answer:
            _answer(threat, move, by=head, at=at + timedelta(minutes=3))
    if month == 0:
        _end(threat, story, by=lead, at=at + timedelta(hours=3))


def _raise(threat: Threat, story: Story, *, by: User, at: datetime) -> None:
    same = ("title", "cause", "event", "effect", "controls", "gate_at_risk")
    values = {name: getattr(threat, name) for name in same}
    day = london_day(at)
    values |= {
        "response": threat.response.value,
        "proximity": threat.proximity.value,
        "requirements": list(threat.requirements),
        "owner": story.programme.sao,
        "review_on": day + timedelta(days=threat.review_days),
    }
    keys = [row.pk for row in story.milestones if row.ref in threat.milestones]
    risk = add_entry(RaidKind.RISK, story.programme, values, milestones=keys, by=by, at=at)
    for what, days, evidence in threat.actions:
        _owe(risk, what, days, evidence, owner=story.programme.rdl, by=by, at=at)


def _owe(
    risk: Risk, what: str, days: int, evidence: str, *, owner: Post | None, by: User, at: datetime
) -> None:
    """Add an action of a risk, closed the same week where there is evidence."""
    due_on = london_day(at) + timedelta(days=days)
    values = {"title": what, "due_on": due_on, "owner": owner, "risk": risk}
    action: Action = add_entry(RaidKind.ACTION, risk.programme, values, by=by, at=at)
    if evidence:
        later = at + timedelta(minutes=30)
        end_entry(action, EntryState.CLOSED, reason=evidence, version=1, by=by, at=later)


def _risk(threat: Threat) -> Risk:
    rows = Risk.objects.select_related("programme__sao", "programme__rdl")
    return rows.get(programme__ref=threat.programme, title=threat.title)


def _cell(at: Cell) -> Score:
    return Score(impact=at[0], likelihood=at[1])


def _score(threat: Threat, scoring: Scoring, *, by: User, at: datetime) -> None:
    risk = _risk(threat)
    scores = Scores(
        inherent=_cell(threat.inherent),
        current=_cell(scoring.current),
        target=_cell(threat.target),
    )
    score_risk(risk, scores, reason=scoring.reason, version=risk.version, by=by, at=at)


def _move(threat: Threat, move: Move, *, by: User, at: datetime) -> None:
    risk = _risk(threat)
    escalate_risk(risk, move.forum, reason=move.reason, version=risk.version, by=by, at=at)


def _answer(threat: Threat, move: Move, *, by: User, at: datetime) -> None:
    risk = _risk(threat)
    if move.answer:
        values: dict[str, Any] = {
            "reason": move.forum_says,
            "minute": "5.1",
            "version": risk.version,
        }
        answer_risk(risk, move.answer, **values, by=by, at=at)


def _end(threat: Threat, story: Story, *, by: User, at: datetime) -> None:
    reason = threat.happens or threat.closes
    if reason:
        risk = _risk(threat)
        to = EntryState.HAPPENED if threat.happens else EntryState.CLOSED
        end_entry(risk, to, reason=reason, version=risk.version, by=by, at=at)


def _score_the_plan(council: Council, *, at: datetime) -> None:
    """Score one of the plan's own risks; the others stay not scored."""
    ref, current, target, reason = PLAN_SCORED
    risk = Risk.objects.filter(ref=ref).first()
    if risk:
        scores = Scores(current=_cell(current), target=_cell(target))
        by = council.cast.head
        risk = score_risk(risk, scores, reason=reason, version=risk.version, by=by, at=at)
        why = "In the top band, and over all programmes."
        escalate_risk(risk, Ladder.TIB, reason=why, version=risk.version, by=by, at=at)
