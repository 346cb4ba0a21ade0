"""Rule 28: bands by cell, scores, escalation with its clock. No database."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from irp.holidays import england_holidays
from irp.rules.measuring import Measured
from programmes.facts.raid import RiskStepFacts, Score, Scores, ScoringFacts
from programmes.rules.raid import (
    awaits_answer,
    band,
    came_from,
    ended_since,
    entry_faults,
    entry_states_from,
    escalation_faults,
    forums_from,
    is_overdue,
    is_upwards,
    owed_escalation,
    raised_since,
    reached,
    score_at,
    score_faults,
    severity,
)
from programmes.words import Answer, Band, EntryState, Ladder, RaidKind, RiskAct
from programmes.words.raid import IMPACTS, LIKELIHOODS, STATES

L, M, H, T = Band
AT = datetime(2026, 11, 9, 10, tzinfo=UTC)  # a Monday
TODAY = AT.date()
CELLS = {
    (1, 1): L, (1, 2): L, (1, 3): L, (1, 4): L, (1, 5): M,
    (2, 1): L, (2, 2): L, (2, 3): M, (2, 4): M, (2, 5): M,
    (3, 1): L, (3, 2): M, (3, 3): M, (3, 4): M, (3, 5): H,
    (4, 1): M, (4, 2): M, (4, 3): H, (4, 4): T, (4, 5): T,
    (5, 1): M, (5, 2): H, (5, 3): T, (5, 4): T, (5, 5): T,
}  # fmt: skip


def cell(impact, likelihood):
    return Score(impact=impact, likelihood=likelihood)


def scored(impact, likelihood, *, days=0):
    return ScoringFacts(
        scores=Scores(current=cell(impact, likelihood)),
        reason="Why.",
        by_name="Person",
        by_post="Post",
        at=AT + timedelta(days=days),
    )


def step(act, forum, *, days=0, answer=None):
    return RiskStepFacts(
        act=act, forum=forum, answer=answer, reason="Why.", minute="", by_name="Person",
        by_post="Post", at=AT + timedelta(days=days),
    )  # fmt: skip


@pytest.mark.parametrize("at", list(product(IMPACTS, LIKELIHOODS)))
def test_rule_28_each_of_the_25_cells_has_its_band(at):
    assert band(cell(*at)) is CELLS[at]


def test_rule_28_a_rare_disaster_outranks_a_likely_nuisance():
    assert 5 * 2 < 3 * 4 and severity(cell(5, 2)) > severity(cell(3, 4))


def test_rule_28_more_impact_or_likelihood_never_lowers_the_band():
    for (impact, likelihood), found in CELLS.items():
        for worse in ((impact + 1, likelihood), (impact, likelihood + 1)):
            assert worse not in CELLS or CELLS[worse].rank >= found.rank


def test_rule_28_not_scored_has_no_band_and_stands_below_1_by_1():
    assert band(None) is None
    assert severity(None) < severity(cell(1, 1))


@pytest.mark.parametrize(
    ("scores", "reason", "faults"),
    [
        (Scores(current=cell(3, 3)), "Why.", set()),
        (Scores(current=cell(3, 3), target=cell(3, 3)), "Why.", set()),
        (Scores(current=cell(3, 3)), " ", {"reason"}),
        (Scores(inherent=cell(3, 3)), "Why.", {"current_impact"}),
        (Scores(current=cell(2, 2), target=cell(5, 5)), "Why.", {"target_impact"}),
        (Scores(current=cell(1, 1)), "Why.", {"current_impact"}),
        # The inherent score is of the risk without its controls: they cannot make it worse.
        (Scores(inherent=cell(2, 2), current=cell(3, 3)), "Why.", {"inherent_impact"}),
        (Scores(inherent=cell(3, 3), current=cell(3, 3)), "Why.", set()),
    ],
)
def test_rule_28_a_scoring_says_the_current_score_anew_and_why(scores, reason, faults):
    before = Scores(current=cell(1, 1))
    assert set(score_faults(scores=scores, before=before, reason=reason)) == faults


@pytest.mark.parametrize(
    ("before", "days", "fault"),
    [(None, -1, {"review_on"}), (None, 0, set()), (-1, -1, set()), (-2, -1, {"review_on"})],
)
def test_rule_28_a_review_that_is_set_is_to_come_and_one_that_stands_may_be_overdue(
    before, days, fault
):
    values = {"title": "Damp", "raised_on": None, "decided_on": None, "due_on": None, "on": TODAY}
    faults = entry_faults(
        **values,
        review_on=TODAY + timedelta(days=days),
        review_before=None if before is None else TODAY + timedelta(days=before),
    )
    assert set(faults) == fault


@pytest.mark.parametrize(("due_on", "fault"), [(-1, {"due_on"}), (0, set()), (30, set())])
def test_rule_28_nothing_is_due_before_it_was_raised(due_on, fault):
    """An action due years before it was raised was taken without a word."""
    days = {"raised_on": TODAY, "due_on": TODAY + timedelta(days=due_on)}
    assert set(entry_faults(title="Call", decided_on=None, on=TODAY, **days)) == fault


def test_rule_28_what_a_state_may_become():
    risk, decision = STATES[RaidKind.RISK], STATES[RaidKind.DECISION]
    assert entry_states_from(EntryState.OPEN, risk) == [EntryState.CLOSED, EntryState.HAPPENED]
    assert entry_states_from(EntryState.HAPPENED, risk) == [EntryState.OPEN]
    assert entry_states_from(EntryState.DECIDED, decision) == []


def test_rule_28_the_ladder_goes_up_and_down_by_acts():
    assert forums_from(Ladder.TIB) == [Ladder.DIRECTORATE, Ladder.IRB, None]
    assert is_upwards(to=Ladder.IRB, now=Ladder.TIB) and is_upwards(to=Ladder.TIB, now=None)
    assert not is_upwards(to=None, now=Ladder.DIRECTORATE)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, set()),
        ({"reason": ""}, {"reason"}),
        ({"to": None}, {"forum"}),
        ({"state": EntryState.CLOSED}, {"forum"}),
        ({"scores": Scores()}, {"forum"}),
    ],
)
def test_rule_28_an_escalation_needs_an_open_scored_risk_and_a_reason(changes, faults):
    asked = {"state": EntryState.OPEN, "scores": Scores(current=cell(5, 5)), "to": Ladder.TIB,
             "now": None, "reason": "Why."}  # fmt: skip
    assert set(escalation_faults(**asked | changes)) == faults


def test_rule_28_a_forum_answers_once():
    up = step(RiskAct.ESCALATED, Ladder.TIB)
    answered = step(RiskAct.ANSWERED, Ladder.TIB, answer=Answer.ACCEPTED)
    assert awaits_answer([]) is None
    assert awaits_answer([up]) is Ladder.TIB
    assert awaits_answer([up, answered]) is None
    assert awaits_answer([up, step(RiskAct.CLOSED, Ladder.TIB)]) is None
    assert came_from([step(RiskAct.ESCALATED, Ladder.DIRECTORATE), up]) is Ladder.DIRECTORATE
    assert came_from([up]) is None


def test_rule_28_since_when_a_band_was_reached_without_a_break():
    scorings = [scored(5, 5), scored(2, 2, days=1), scored(4, 3, days=2), scored(5, 3, days=3)]
    assert reached(scorings, Band.TOP) == AT + timedelta(days=3)
    assert reached(scorings, Band.HIGH) == AT + timedelta(days=2)
    assert reached(scorings[:2], Band.HIGH) is None


def owed(*scorings, steps=(), on=TODAY, is_over=False, **changes):
    asked = {
        "state": EntryState.OPEN,
        "scores": scorings[-1].scores if scorings else Scores(),
        "scorings": scorings,
        "steps": steps,
        "forum": None,
        "gate_at_risk": False,
        "last_freeze": None,
        "measured": Measured(on, is_over=is_over),
        "holidays": england_holidays(),
    }
    found = owed_escalation(**asked | changes)
    return found and (found.forum, found.by, found.is_late)


def test_rule_28_a_top_risk_is_told_to_tib_within_5_working_days():
    assert owed(scored(5, 5)) == (Ladder.TIB, date(2026, 11, 16), False)
    assert owed(scored(5, 5), on=date(2026, 11, 16)) == (Ladder.TIB, date(2026, 11, 16), False)
    at_month_end = owed(scored(5, 5), on=date(2026, 11, 16), is_over=True)
    assert at_month_end == (Ladder.TIB, date(2026, 11, 16), True)  # Rule 14
    assert owed(scored(5, 5), on=date(2026, 11, 17)) == (Ladder.TIB, date(2026, 11, 16), True)
    # From 23 December 2026: the 25th, the 28th (in lieu) and 1 January are no working days.
    assert owed(scored(5, 5, days=44))[1] == date(2027, 1, 4)
    told = [step(RiskAct.ESCALATED, Ladder.TIB)]
    assert owed(scored(5, 5), steps=told) is None


def test_rule_28_still_top_at_the_next_freeze_it_goes_to_irb():
    told = [step(RiskAct.ESCALATED, Ladder.TIB, days=1)]
    before, after = AT - timedelta(days=1), AT + timedelta(days=8)
    assert owed(scored(5, 5), steps=told, last_freeze=before) is None
    assert owed(scored(5, 5), steps=told, last_freeze=after) == (Ladder.IRB, None, False)
    assert owed(scored(5, 5), scored(4, 3, days=2), steps=told, last_freeze=after) is None
    heard = [*told, step(RiskAct.ESCALATED, Ladder.IRB, days=9)]
    assert owed(scored(5, 5), steps=heard, last_freeze=after) is None


def test_rule_28_with_a_gate_at_risk_it_goes_to_irb_at_once():
    told = [step(RiskAct.ESCALATED, Ladder.TIB)]
    assert owed(scored(5, 5), steps=told, gate_at_risk=True) == (Ladder.IRB, None, False)
    assert owed(scored(3, 3), gate_at_risk=True) is None


def test_rule_28_a_high_risk_goes_to_the_directorate_board():
    assert owed(scored(4, 3)) == (Ladder.DIRECTORATE, None, False)
    assert owed(scored(4, 3), steps=[step(RiskAct.ESCALATED, Ladder.DIRECTORATE)]) is None
    assert owed(scored(3, 3)) is None and owed() is None
    assert owed(scored(5, 5), state=EntryState.CLOSED) is None


def test_rule_28_a_risk_that_becomes_top_again_is_told_again():
    heard = [step(RiskAct.ESCALATED, Ladder.TIB, days=1)]
    again = (scored(5, 5), scored(2, 2, days=5), scored(5, 4, days=10))
    assert owed(*again, steps=heard)[0] is Ladder.TIB
    assert owed(*again, steps=heard, forum=Ladder.TIB) is None


def test_rule_28_a_review_is_overdue_once_its_day_is_over():
    on = TODAY
    for state, due_on, late in (
        (EntryState.OPEN, on - timedelta(days=1), True),
        (EntryState.OPEN, on, False),
        (EntryState.OPEN, None, False),
        (EntryState.CLOSED, on - timedelta(days=1), False),
    ):
        assert is_overdue(state=state, due_on=due_on, measured=Measured(on)) is late
    at_the_end = Measured(on, is_over=True)
    assert is_overdue(state=EntryState.OPEN, due_on=on, measured=at_the_end)


def test_rule_28_what_was_so_at_a_moment():
    scorings = [scored(5, 5), scored(2, 2, days=2)]
    assert score_at(scorings, AT - timedelta(days=1)) is None
    assert score_at(scorings, AT + timedelta(days=1)) == cell(5, 5)
    raised, closed = step(RiskAct.RAISED, None), step(RiskAct.CLOSED, None, days=2)
    before, between = AT - timedelta(days=1), AT + timedelta(days=1)
    assert raised_since([raised], before) and not raised_since([raised], between)
    assert not raised_since([], before)
    assert ended_since(EntryState.CLOSED, [raised, closed], between)
    assert not ended_since(EntryState.CLOSED, [raised, closed], AT + timedelta(days=3))
    assert not ended_since(EntryState.OPEN, [raised, closed], between)
