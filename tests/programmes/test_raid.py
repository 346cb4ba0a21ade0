"""Rule 28: acts on the register of RAID, what the database holds, and how it is read back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt, Now
from programmes.actions.raid import add_entry, change_entry, end_entry
from programmes.actions.risks import answer_risk, escalate_risk, score_risk
from programmes.facts.raid import Score, Scores
from programmes.models import Action, Issue, Risk, RiskScore, RiskStep
from programmes.readings.raid import raid_positions, register
from programmes.words import Answer, EntryState, Ladder, RaidKind, RiskAct
from tests.programmes.steps import later
from tests.world import LOADER, NOW

pytestmark = pytest.mark.django_db
TOP = Scores(current=Score(impact=5, likelihood=5))
LOW = Scores(current=Score(impact=1, likelihood=1))


@pytest.fixture
def add(world):
    def entry(kind=RaidKind.RISK, programme="HOU", by="rdl", milestones=(), at=NOW, **values):
        values = {"title": "Suppliers fail"} | values
        if kind is RaidKind.ACTION:
            values = {"due_on": date(2026, 12, 1)} | values
        if kind is RaidKind.DECISION:
            values = {"forum": "TIB", "decided_by": "The chair", "decided_on": NOW.date()} | values
        own = world.programmes[programme] if programme else None
        return add_entry(kind, own, values, milestones=milestones, by=world.user(by), at=at)

    return entry


def score(world, risk, scores=TOP, by="rdl", at=NOW, reason="The market is thin."):
    risk = Risk.objects.get(pk=risk.pk)
    return score_risk(risk, scores, reason=reason, version=risk.version, by=world.user(by), at=at)


def escalate(world, risk, to, by="rdl", at=NOW):
    risk = Risk.objects.get(pk=risk.pk)
    return escalate_risk(
        risk, to, reason="It is top.", version=risk.version, by=world.user(by), at=at
    )


def answer(world, risk, entered, by="cpmo", at=NOW):
    risk = Risk.objects.get(pk=risk.pk)
    return answer_risk(
        risk, entered, reason="Heard.", minute="4.2", version=risk.version, by=world.user(by), at=at
    )


def end(world, row, to, by="rdl", at=NOW, reason="Done, see the report."):
    row = type(row).objects.get(pk=row.pk)
    return end_entry(row, to, reason=reason, version=row.version, by=world.user(by), at=at)


def test_rule_28_references_go_on_within_a_programme_and_kind(add):
    assert [add().ref, add().ref, add(RaidKind.ACTION).ref] == ["HOU-R-01", "HOU-R-02",
                                                               "HOU-ACT-01"]  # fmt: skip
    assert add(programme="JOB").ref == "JOB-R-01"
    assert [add(programme=None, by="cpmo").ref for _ in range(2)] == ["R-01", "R-02"]
    assert [add(kind).ref for kind in (RaidKind.ISSUE, RaidKind.ASSUMPTION, RaidKind.DECISION)] == [
        "HOU-I-01", "HOU-ASM-01", "HOU-DEC-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "programme", "may"),
    [
        ("rdl", "HOU", True), ("sao", "HOU", True), ("cpmo", "HOU", True), ("cpmo", None, True),
        ("rdl", None, False), ("other_sao", "HOU", False), ("commissioner", "HOU", False),
        ("lead_member", "HOU", False), ("nobody", "HOU", False),
    ],
)  # fmt: skip
def test_rule_28_who_keeps_the_register(add, by, programme, may):
    if may:
        assert add(by=by, programme=programme).pk
    else:
        with pytest.raises(PermissionDenied):
            add(by=by, programme=programme)


def test_rule_28_a_day_that_is_still_to_come_was_not_yet(add):
    for kind, name in ((RaidKind.RISK, "raised_on"), (RaidKind.DECISION, "decided_on")):
        with pytest.raises(Faulty) as faulty:
            add(kind, **{name: NOW.date() + timedelta(days=1)})
        assert set(faulty.value.faults) == {name}
    with pytest.raises(Faulty):
        add(title=" ")


def test_rule_28_a_scoring_is_an_act_and_the_earlier_ones_stand(world, add):
    risk = add()
    assert risk.scores == Scores()
    score(world, risk)
    score(world, risk, LOW, at=later(1), reason="A second supplier signed.")
    assert Risk.objects.get().scores == LOW
    given = [(act.scores, act.by_name, act.reason) for act in RiskScore.objects.all()]
    assert given == [
        (TOP, "Person rdl", "The market is thin."), (LOW, "Person rdl", "A second supplier signed.")
    ]  # fmt: skip


def test_4a5_scorings_and_steps_are_kept_as_they_were_written(world, add):
    risk = score(world, add())
    escalate(world, risk, Ladder.TIB)
    for model in (RiskScore, RiskStep):
        table = model._meta.db_table
        for sql in (f"UPDATE {table} SET reason = 'Other'", f"DELETE FROM {table}"):
            with (
                pytest.raises(IntegrityError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)


def test_4a3_the_database_holds_whole_scores_and_states(world, add):
    for broken in (
        {"current_impact": 3}, {"target_likelihood": 2}, {"state": "closed"}, {"forum": "emt"},
        {"closed_on": NOW.date()}, {"state": "confirmed", "closed_on": NOW.date()},
        {"current_impact": 6, "current_likelihood": 1},
    ):  # fmt: skip
        risk = add()
        for name, value in broken.items():
            setattr(risk, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            record(risk, by=LOADER, at=NOW)
    action = add(RaidKind.ACTION)
    action.state, action.closed_on = "closed", NOW.date()
    with pytest.raises(IntegrityError), transaction.atomic():
        record(action, by=LOADER, at=NOW)


def test_4a1_nothing_is_written_over_what_somebody_else_saved(world, add):
    risk = add()
    score(world, risk)
    for act in (
        lambda: score_risk(risk, LOW, reason="x", version=1, by=world.user("sao"), at=NOW),
        lambda: escalate_risk(risk, Ladder.TIB, reason="x", version=1, by=world.user("sao"),
                              at=NOW),
        lambda: change_entry(risk, {"title": "x"}, version=1, by=world.user("sao"), at=NOW),
        lambda: end_entry(risk, EntryState.CLOSED, reason="x", version=1, by=world.user("sao"),
                          at=NOW),
    ):  # fmt: skip
        with pytest.raises(Conflict):
            act()
    assert Risk.objects.get().title == "Suppliers fail"


def test_rule_28_a_risk_that_happened_becomes_an_issue_and_stays_linked(world, add):
    risk = score(world, add())
    risk, issue = end(world, risk, EntryState.HAPPENED, reason="The supplier went under.")
    assert (risk.state, risk.closed_on) == ("happened", NOW.date())
    assert (issue.ref, issue.risk, issue.impact) == ("HOU-I-01", risk, 5)
    assert issue.description == "The supplier went under."
    with pytest.raises(Refused):
        score(world, risk, LOW)
    end(world, risk, EntryState.OPEN, at=later(1))
    assert Issue.objects.get().risk == risk and Risk.objects.get().closed_on is None


def test_rule_28_an_action_is_closed_with_its_evidence(world, add):
    action = add(RaidKind.ACTION)
    with pytest.raises(Faulty) as faulty:
        end(world, action, EntryState.CLOSED, reason=" ")
    assert set(faulty.value.faults) == {"reason"}
    end(world, action, EntryState.CLOSED)
    closed = Action.objects.get()
    assert (closed.state, closed.closed_on, closed.outcome) == ("closed", NOW.date(),
                                                               "Done, see the report.")  # fmt: skip
    with pytest.raises(Faulty):
        end(world, action, EntryState.CLOSED)
    end(world, action, EntryState.OPEN)
    assert Action.objects.get().outcome == ""


def test_rule_28_no_state_of_another_kind(world, add):
    for kind, to in (
        (RaidKind.ASSUMPTION, EntryState.CLOSED), (RaidKind.ISSUE, EntryState.HAPPENED),
        (RaidKind.ACTION, EntryState.CONFIRMED), (RaidKind.RISK, EntryState.FALSE),
    ):  # fmt: skip
        with pytest.raises(Faulty):
            end(world, add(kind), to)


def test_rule_28_up_the_ladder_an_answer_and_down_again(world, add):
    risk = add()
    with pytest.raises(Faulty):
        escalate(world, risk, Ladder.TIB)  # not scored
    score(world, risk)
    escalate(world, risk, Ladder.TIB, at=later(1))
    with pytest.raises(PermissionDenied):
        answer(world, risk, Answer.ACCEPTED, by="rdl")
    answer(world, risk, Answer.ACCEPTED, at=later(2))
    with pytest.raises(Refused):
        answer(world, risk, Answer.TAKEN, at=later(3))
    escalate(world, risk, Ladder.IRB, by="cpmo", at=later(4))
    returned = answer(world, risk, Answer.RETURNED, at=later(5))
    assert returned.forum == "tib"
    down = escalate(world, risk, None, by="sao", at=later(6))
    assert down.forum == ""
    assert list(RiskStep.objects.values_list("what", "forum", "answer", "minute")) == [
        (RiskAct.RAISED, "", "", ""),
        (RiskAct.ESCALATED, "tib", "", ""), (RiskAct.ANSWERED, "tib", "accepted", "4.2"),
        (RiskAct.ESCALATED, "irb", "", ""), (RiskAct.ANSWERED, "tib", "returned", "4.2"),
        (RiskAct.DE_ESCALATED, "", "", ""),
    ]  # fmt: skip
    assert Risk.history.first().history_change_reason == "It is top."


def test_rule_28_the_register_reads_back_now_and_as_at(world, add, django_assert_num_queries):
    keys = [world.milestones[ref].pk for ref in ("HOU-01", "HOU-02")]
    risk = add(milestones=keys, requirements=["PO8-T1-1"], owner=world.posts["sao"])
    score(world, risk, at=later(1))
    issue = add(RaidKind.ISSUE, risk=risk)
    add(RaidKind.ACTION, issue=issue)
    add(RaidKind.ASSUMPTION, description="Else it costs more.")
    add(RaidKind.DECISION, risk=risk)
    add(programme=None, by="cpmo", title="Pace")
    with django_assert_num_queries(11):
        now = register(Now(later(2)))
    with django_assert_num_queries(12):
        assert register(AsAt(later(2))) == now
    overarching, found = now.risks
    assert (overarching.ref, overarching.programme) == ("R-01", None)
    assert (found.milestones, found.requirements) == (("HOU-01", "HOU-02"), ("PO8-T1-1",))
    assert (found.owner, found.scores, len(found.scorings)) == ("Post of sao", TOP, 1)
    assert now.issues[0].risk == "HOU-R-01" and now.actions[0].comes_from == "HOU-I-01"
    assert now.decisions[0].comes_from == "HOU-R-01"
    before = register(AsAt(NOW))
    assert before.risks[1].scores == Scores() and before.risks[1].scorings == ()
    change_entry(Risk.objects.get(ref="HOU-R-01"), {}, milestones=[], version=3,
                 by=world.user("rdl"), at=later(3))  # fmt: skip
    assert register(AsAt(later(2))) == now
    assert register(Now(later(3))).risks[1].milestones == ()


def test_rule_28_positions_are_one_statement(world, add, django_assert_num_queries):
    risk = score(world, add(review_on=date(2026, 12, 1)))
    add(RaidKind.ISSUE)
    add(RaidKind.ACTION, programme="JOB")
    add(RaidKind.DECISION)
    for source in (Now(later(1)), AsAt(later(1))):
        with django_assert_num_queries(1):
            found = raid_positions(source)
        assert {(entry.kind, entry.ref, entry.current) for entry in found} == {
            (RaidKind.RISK, risk.ref, TOP.current), (RaidKind.ISSUE, "HOU-I-01", None),
            (RaidKind.ACTION, "JOB-ACT-01", None),
        }  # fmt: skip
        own = raid_positions(source, programme_id=world.programmes["JOB"].pk)
        assert [entry.ref for entry in own] == ["JOB-ACT-01"]
    assert raid_positions(AsAt(later(-1))) == []
