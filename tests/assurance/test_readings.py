"""Rows of assurance as facts: now, and as history held them (DESIGN 2a)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assurance.figures.outcomes import passed
from assurance.figures.positions import alike_lines, first_keys, position_lines
from assurance.models import Assessment
from assurance.readings import outcomes, positions, requirements
from assurance.readings.gates import gates_due
from assurance.words import Judgement, Speaker
from assurance.words.gates import Ruling
from irp.history import record
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from tests.assurance import shelf
from tests.standing import standing
from tests.world import LOADED_AT, NOW

LATER = NOW + timedelta(days=3)
SOURCES = [Now, AsAt]


@standing
def rows(world):
    """Return requirements of two more outcomes, some of them judged."""
    made = shelf.outcomes(2)
    shelf.met_by_all(world, made[:2])
    shelf.judge(world, Judgement.PARTLY, row=made[2], speaker=Speaker.CPMO)
    return made


@pytest.mark.parametrize("source", SOURCES)
def test_both_sources_give_the_same_facts_of_the_present(rows, source):
    found = outcomes.priority_outcomes(source(NOW))
    assert [outcome.number for outcome in found] == [8, 9, 10]
    assert [row.ref for row in found[1].requirements][:3] == ["PO9-T1-1", "PO9-T1-2", "PO9-T2-1"]
    assert found == outcomes.priority_outcomes(Now(NOW))
    assert outcomes.assurance_tests(source(NOW)) == outcomes.assurance_tests(Now(NOW))
    assert outcomes.priority_outcome(source(NOW), 9) == found[1]
    assert outcomes.priority_outcome(source(NOW), 80) is None
    requirement = requirements.requirement(source(NOW), "PO9-T1-1")
    assert requirement.facts == found[1].requirements[0]
    assert requirement.test == outcomes.assurance_tests(source(NOW))[0]
    assert [row.ref for row in requirement.dates] == [row.ref for row in found[1].requirements]


@pytest.mark.parametrize("source", SOURCES)
def test_positions_say_what_the_whole_facts_say(rows, source):
    whole = [
        row for outcome in outcomes.priority_outcomes(source(NOW)) for row in outcome.requirements
    ]
    slim = positions.requirement_positions(source(NOW))
    assert [row[:5] for row in slim] == [
        (
            row.ref,
            row.outcome,
            row.test,
            row.title,
            tuple((g.purpose, g.due, g.settled) for g in row.gates),
        )
        for row in whole
    ]
    assert [row.judgements for row in slim] == [
        {assessment.speaker: assessment.judgement for assessment in row.assessments}
        for row in whole
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_alike_is_counted_from_the_same_rows(world, rows, source):
    shelf.judge(world, Judgement.NOT_MET)
    each = positions.requirement_positions(source(NOW))
    counted = positions.alike(source(NOW))
    assert sum(some.number for some in counted) == len(each) > len(counted)
    assert [
        (position.outcome, position.test, position.gates, position.judgements) for position in each
    ] == [
        (some.outcome, some.test, some.gates, some.judgements)
        for some in counted
        for _ in range(some.number)
    ]


def test_rule_21_as_at_shows_what_was_issued_by_then(world):
    shelf.judge(world, Judgement.MET)
    shelf.judge(world, Judgement.NOT_MET, at=LATER)
    judged = [
        requirements.requirement(source, "PO8-T1-1").facts.assessments
        for source in (AsAt(LOADED_AT), AsAt(NOW), Now(NOW), AsAt(LATER), Now(LATER))
    ]
    assert [[assessment.judgement for assessment in assessments] for assessments in judged] == [
        [], ["met"], ["met"], ["not_met"], ["not_met"]
    ]  # fmt: skip


def test_as_at_shows_the_words_of_then_and_who_wrote_in_what_post(world):
    row = world.requirement
    row.title = "Safety of every home"
    record(row, by="test", at=LATER)
    titles = [
        requirements.requirement(source, row.ref).facts.title for source in (AsAt(NOW), AsAt(LATER))
    ]
    assert titles == ["Safety", "Safety of every home"]
    assert requirements.requirement(AsAt(LOADED_AT - timedelta(days=1)), row.ref) is None


def test_rule_24_a_requirement_leaves_the_counts_on_the_day_it_is_retired(world):
    world.requirement.retired_on = LATER.date()
    record(world.requirement, by="test", at=NOW, reason="Retired")
    for source in SOURCES:
        assert [row.ref for row in positions.requirement_positions(source(NOW))] == ["PO8-T1-1"]
        assert positions.requirement_positions(source(LATER)) == []
        assert outcomes.priority_outcomes(source(LATER))[0].requirements == ()
        assert requirements.requirement(source(LATER), "PO8-T1-1").facts.retired_on == LATER.date()


def test_a_requirement_that_moves_is_of_its_outcome_of_then_alone(world, rows):
    before, after = world.requirement.outcome, rows[0].outcome
    world.requirement.outcome = after
    world.requirement.number = 9
    record(world.requirement, by="test", at=LATER)
    for at, there, elsewhere in ((NOW, before, after), (LATER, after, before)):
        for outcome, is_there in ((there, True), (elsewhere, False)):
            facts = outcomes.priority_outcome(AsAt(at), outcome.number)
            refs = [row.ref for row in facts.requirements]
            assert ("PO8-T1-1" in refs) is is_there


@pytest.mark.parametrize("source", SOURCES)
def test_rule_23_drafts_are_no_part_of_facts(world, source):
    shelf.judge(world, Judgement.NOT_MET, issued=False)
    assert requirements.requirement(source(NOW), "PO8-T1-1").facts.assessments == ()
    assert positions.requirement_positions(source(NOW))[0].judgements == {}


def test_rule_13_what_a_list_begins_with_is_read_alone_and_is_what_a_list_of_all_begins_with(
    world, rows
):
    """Those alike are counted; of their rows those are read that a page lists first."""
    shelf.judge(world, Judgement.NOT_MET)
    rows[1].retired_on = NOW.date()
    record(rows[1], by="test", at=NOW, reason="Retired")
    source = Now(NOW)
    every = positions.requirement_positions(source)
    assert positions.number_in_force(source) == len(every)
    counted, gates = positions.alike(source), gates_due(source)
    days = {gate.due.latest for row in every for gate in row.gates if gate.due.latest}
    lengths = set()
    for on in sorted(days | {day + timedelta(days=1) for day in days}):
        measured = Measured(on)
        alike = passed(alike_lines(counted, measured=measured))
        whole = passed(position_lines(every, measured=measured))
        assert sum(line.alike for line in alike) == len(whole)
        for most in range(len(every) + 1):
            keys = first_keys(alike, most=most)
            read = positions.positions_of(source, keys, gates=gates)
            assert passed(position_lines(read, measured=measured))[:most] == whole[:most]
            lengths.add((len(keys), most))
    assert any(number < len(every) for number, most in lengths if most)


@pytest.mark.parametrize("source", SOURCES)
def test_ten_times_the_assessments_make_no_more_rows_and_no_more_statements(world, rows, source):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as statements:
            found = positions.requirement_positions(source(LATER))
        return len(statements), len(found), sum(len(position.judgements) for position in found)

    for _ in range(2):
        shelf.judge(world, Judgement.PARTLY)
    few = asked()
    for _ in range(18):
        shelf.judge(world, Judgement.MET)
    assert asked() == few
    assert Assessment.objects.filter(requirement=world.requirement).count() == 20
    assert few[0] == 2


def judged(source):
    """Return what commissioners say of PO8-T1-1 by each way of reading it, None for nothing."""
    facts = requirements.requirement(source, "PO8-T1-1").facts
    whole = {assessment.speaker: assessment.judgement for assessment in facts.assessments}
    (among,) = outcomes.priority_outcomes(source)[0].requirements
    (slim,) = positions.requirement_positions(source)
    (alike,) = positions.alike(source)
    assert among == facts and slim.judgements == alike.judgements == whole
    return whole.get(Speaker.COMMISSIONER), facts.withdrawn


@pytest.mark.parametrize("source", SOURCES)
def test_rule_19_from_its_withdrawal_it_is_not_in_force_and_none_before_is_revived(world, source):
    shelf.judge(world, Judgement.MET)
    shelf.judge(world, Judgement.PARTLY, at=NOW + timedelta(hours=1))
    gone = shelf.withdraw(world, at=LATER)
    before, after = (judged(source(at)) for at in (LATER - timedelta(seconds=1), LATER))
    assert before == ("partly_met", ())
    assert after[0] is None
    (withdrawal,) = after[1]
    assert (withdrawal.at, withdrawal.by_name, withdrawal.reason) == (
        gone.at,
        gone.by_name,
        gone.reason,
    )
    assert withdrawal.said.judgement == "partly_met"
    shelf.judge(world, Judgement.NOT_MET, at=LATER + timedelta(hours=1))
    assert judged(source(LATER + timedelta(hours=1))) == ("not_met", ())


def test_rule_19_a_withdrawal_touches_its_own_speaker_alone(world):
    shelf.judge(world, Judgement.MET)
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.CPMO)
    shelf.withdraw(world)
    (row,) = positions.requirement_positions(Now(NOW))
    assert row.judgements == {Speaker.CPMO: Judgement.PARTLY}


@pytest.mark.parametrize("source", SOURCES)
def test_rule_13_every_reading_says_what_is_settled_from_its_moment_on(world, source):
    gate = shelf.add_gate(world.requirement, "Q4 2028", purpose="sustained")
    for hours, ruling in enumerate((Ruling.SATISFIED, Ruling.SET_ASIDE, Ruling.WITHDRAWN), start=1):
        shelf.say_of_gate(world, gate, ruling, at=NOW + timedelta(hours=hours))
    for hours, ruled in enumerate((None, "satisfied", "set_aside", None)):
        then = source(NOW + timedelta(hours=hours))
        whole = requirements.requirement(then, "PO8-T1-1").facts.gates
        assert [gate_facts.ruling and gate_facts.ruling.ruling for gate_facts in whole] == [
            None,
            ruled,
        ]
        (slim,) = positions.requirement_positions(then)
        (alike,) = positions.alike(then)
        assert [gate_due.settled for gate_due in slim.gates] == [False, ruled is not None]
        assert alike.gates == slim.gates


def test_rule_13_dates_that_are_alike_part_once_one_is_settled(world, rows):
    shelf.say_of_gate(world, rows[4].gates.get())
    gates = {row.ref: row.gates for row in positions.requirement_positions(Now(NOW))}
    settled = {ref for ref, dates in gates.items() if any(due.settled for due in dates)}
    assert settled == {rows[place].ref for place in (0, 1, 4)}  # two were met before
    assert sum(some.number for some in positions.alike(Now(NOW))) == len(gates)
