"""Requirements, their dates and the counts of a cell: facts in, lines out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assurance.facts import (
    AssessmentFacts,
    GateFacts,
    PriorityOutcomeFacts,
    RequirementFacts,
    RequirementPosition,
    RequirementsAlike,
)
from assurance.facts.considered import ConsideredFacts
from assurance.facts.gates import GateDue, RulingFacts
from assurance.facts.official import OfficialFacts
from assurance.figures.outcomes import due_by, heat_cell, passed, passed_dates, tallies
from assurance.figures.positions import alike_lines, position_lines
from assurance.figures.requirements import requirement_line, requirement_lines
from assurance.words import SPEAKERS, Judgement, Purpose, Speaker
from assurance.words.gates import Ruling
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from irp.words import WITHHELD

CALENDAR = QuarterConvention.CALENDAR
ENDS_ON = date(2028, 10, 31)
TODAY = Measured(date(2026, 11, 9))
MET, NOT_MET, PARTLY = Judgement.MET, Judgement.NOT_MET, Judgement.PARTLY
NOT_APPLICABLE = Judgement.NOT_APPLICABLE


def gate(words: str, purpose: Purpose = Purpose.ASSURANCE) -> GateFacts:
    due = parse_plan_date(words, quarters=CALENDAR)
    return GateFacts(purpose=purpose, words=words, due=due, ongoing=False)


def ruled(gate_facts: GateFacts, ruling: Ruling = Ruling.SATISFIED) -> GateFacts:
    ruling_facts = RulingFacts(
        ruling=ruling, reason="Shown.", evidence_cited="Report 14", by_name="Ann",
        by_post="Lead commissioner", at=datetime(2027, 3, 3, tzinfo=UTC),
    )  # fmt: skip
    return replace(gate_facts, ruling=ruling_facts)


def judged_as(judgement: Judgement, speaker: Speaker = Speaker.COMMISSIONER) -> AssessmentFacts:
    return AssessmentFacts(
        speaker=speaker, judgement=judgement, rationale="It is so.", evidence_cited="",
        by_name="Ann", by_post="Lead commissioner", at=datetime(2026, 11, 2, tzinfo=UTC),
    )  # fmt: skip


def facts(ref="PO1-T1-1", *, gates=(), assessments=(), test=1) -> RequirementFacts:
    return RequirementFacts(
        ref=ref, outcome=1, test=test, number=1, title="Safety", strand="", considerations=(),
        dates_as_written="", flag="", erratum="", retired_on=None, gates=tuple(gates),
        assessments=tuple(assessments),
    )  # fmt: skip


def line(*gates: GateFacts, judged=None, measured=TODAY, ref="PO1-T1-1"):
    row = facts(ref, gates=gates, assessments=[judged_as(judged)] if judged else [])
    return requirement_line(row, measured=measured, ends_on=ENDS_ON, odd=())


def judged(*judgements):
    return [line(judged=judgement) for judgement in judgements]


@pytest.mark.parametrize("words", ["Fire doors", WITHHELD])
def test_rule_24d_beside_official_words_ours_are_those_that_a_number_stands_for(words):
    missing = ConsideredFacts(number=2, words=words, missing="Not yet")
    reworded = ConsideredFacts(number=1, words="As it read then", missing="Not yet")
    assessment = replace(judged_as(NOT_MET), considered=(reworded, missing))
    ours = replace(facts(assessments=[assessment]), considerations=("Gas", "Fire doors"))
    official = OfficialFacts(
        version=1, says="Safety", considerations=("Of gas", "Of doors"), sha256="0" * 64,
        by_name="Ann", by_post="", at=assessment.at,
    )  # fmt: skip
    found = [
        requirement_line(requirement, measured=TODAY, ends_on=ENDS_ON, odd=()).considered
        for requirement in (ours, replace(ours, official=official))
    ]
    assert found == [((1, "Gas"), (2, "Fire doors")), ((2, "Fire doors"),)]


def test_rule_12_dates_stand_by_day_and_the_undated_last():
    row = line(gate("Ongoing"), gate("Q4 2028", Purpose.SUSTAINED), gate("Q1 2026", Purpose.BEGIN))
    assert [gate_line.words for gate_line in row.gates] == ["Q1 2026", "Q4 2028", "Ongoing"]
    assert [gate_line.notes for gate_line in row.gates] == [
        ("begin date passed",),
        ("at or after the end of the intervention",),
        (),
    ]


def test_rule_13_a_passed_date_awaits_assurance_until_commissioners_say_met():
    dates = (gate("Q3 2026"), gate("Q2 2026", Purpose.COMPLETION), gate("Q2 2026", Purpose.BEGIN))
    open_row = line(*dates)
    assert open_row.passed == (Purpose.COMPLETION, Purpose.ASSURANCE)
    assert open_row.passed_first_on == date(2026, 6, 30)
    assert line(*dates, judged=PARTLY).passed == open_row.passed
    for settled in (MET, NOT_APPLICABLE):
        assert line(*dates, judged=settled).passed == ()


def test_rule_13_po4_t1_3_satisfied_at_q1_2027_is_not_red_until_q4_2028():
    """Two dates that do not begin: what was shown at the first is not asked again (worked)."""
    dates = gate("Q1 2027"), gate("Q4 2028", Purpose.SUSTAINED)
    satisfied = ruled(dates[0]), dates[1]
    for day, before, after in (
        (date(2027, 4, 1), (Purpose.ASSURANCE,), ()),
        (date(2028, 12, 31), (Purpose.ASSURANCE,), ()),
        (date(2029, 1, 1), (Purpose.ASSURANCE, Purpose.SUSTAINED), (Purpose.SUSTAINED,)),
    ):
        measured = Measured(day)
        assert line(*dates, measured=measured).passed == before
        row = line(*satisfied, measured=measured)
        assert row.passed == after
        slim = tuple(
            GateDue(gate_facts.purpose, gate_facts.due, gate_facts.settled)
            for gate_facts in satisfied
        )
        position = RequirementPosition("PO4-T1-3", 4, 1, "Equal pay", slim, {})
        (counted,) = position_lines([position], measured=measured)
        assert (counted.passed, counted.next_due) == (row.passed, row.next_due)
    assert [gate_line.notes for gate_line in line(*satisfied).gates] == [
        ("satisfied 3 Mar 2027",),
        ("at or after the end of the intervention",),
    ]


def test_rule_13_a_date_that_is_settled_before_its_day_is_not_the_next():
    dates = gate("Q1 2027", Purpose.COMPLETION), gate("Q4 2028", Purpose.SUSTAINED)
    assert line(*dates).next_due == dates[0].due
    for ruling in (Ruling.SATISFIED, Ruling.SET_ASIDE):
        assert line(ruled(dates[0], ruling), dates[1]).next_due == dates[1].due


def test_rule_20_a_judgement_before_a_date_says_so():
    """Judged on 2 November 2026: a date set aside awaits nothing, a begin date never does."""
    ahead = gate("Q4 2026"), gate("Q4 2028", Purpose.SUSTAINED)
    others = gate("Q2 2026"), gate("Q4 2028", Purpose.BEGIN), gate("Ongoing")
    row = line(*others, ahead[0], ruled(ahead[1], Ruling.SET_ASIDE), judged=PARTLY)
    assert row.commissioners.early == (ahead[0],)
    assert line(*others, judged=MET).commissioners.early == ()


def test_rule_14_a_month_is_measured_at_the_end_of_its_last_day():
    september = Measured.month_end(date(2026, 9, 1))
    assert line(gate("Q3 2026"), measured=september).passed == (Purpose.ASSURANCE,)
    assert line(gate("Q3 2026"), measured=Measured(date(2026, 9, 30))).passed == ()


def test_the_next_date_is_the_first_dated_one_not_over():
    row = line(gate("Q2 2026"), gate("Q2 2027"), gate("Q1 2027", Purpose.BEGIN), gate("Ongoing"))
    assert row.next_due is not None and row.next_due.raw == "Q1 2027"
    assert line(gate("Q2 2026"), gate("Ongoing")).next_due is None


def test_rule_19_the_three_assessments_stay_apart_and_none_is_not_assessed():
    row = requirement_line(
        facts(assessments=[judged_as(MET, Speaker.COUNCIL), judged_as(PARTLY, Speaker.CPMO)]),
        measured=TODAY, ends_on=ENDS_ON, odd=(),
    )  # fmt: skip
    assert [assessment.speaker for assessment in row.assessments] == list(SPEAKERS)
    assert [assessment.words for assessment in row.assessments] == [
        "Not assessed",
        "Partly met",
        "Met",
    ]
    assert row.is_judged and not row.is_assured
    assert [assessment.by for assessment in row.assessments] == [
        "",
        "Lead commissioner",
        "Lead commissioner",
    ]


def test_rule_12_what_is_odd_is_said_of_each_requirement_of_the_outcome():
    outcome = PriorityOutcomeFacts(
        number=1, title="", strands=(), outcome="", progress="", erratum="", concerns=(),
        requirements=(
            facts("PO1-T1-1", gates=[gate("Q4 2027")]),
            facts("PO1-T2-1", gates=[gate("Q1 2027")], test=2),
        ),
    )  # fmt: skip
    first, second = requirement_lines(outcome, measured=TODAY, ends_on=ENDS_ON, quarters=CALENDAR)
    assert "is after the last date due under test 2" in first.odd_order[0]
    assert "is before 1 of 1 requirement due under test 1" in second.odd_order[0]


@pytest.mark.parametrize(
    ("judgements", "words"),
    [
        ([], "No requirements"),
        ([None, None], "0 of 2 met, 2 not assessed"),
        ([MET, None, None, None], "1 of 4 met, 3 not assessed"),
        ([MET, MET], "2 of 2 met"),
        ([MET, NOT_APPLICABLE], "1 of 1 met, 1 not applicable"),
        ([MET, PARTLY, None], "1 of 3 met, 1 partly met, 1 not assessed"),
        ([MET, PARTLY, NOT_MET], "1 of 3 met, 1 not met, 1 partly met"),
        ([NOT_APPLICABLE], "1 not applicable"),
    ],
)
def test_rule_20_a_cell_counts_what_was_said(judgements, words):
    cell = heat_cell(judged(*judgements), Speaker.COMMISSIONER)
    assert (cell.words, cell.every) == (words, len(judgements))


def test_rule_21_dates_are_commissioners_to_assure_whoever_speaks():
    rows = [line(gate("Q2 2026"), gate("Q1 2027")), line(gate("Q1 2027")), line(gate("Q2 2027")),
            line(gate("Q4 2026"), judged=MET)]  # fmt: skip
    for speaker in SPEAKERS:
        cell = heat_cell(rows, speaker)
        assert cell.next_due is not None and cell.next_due.raw == "Q1 2027"
        assert (cell.next_count, cell.passed) == (2, 1)
    assert [counted.words for _, counted in tallies(rows)] == [
        "1 of 4 met, 3 not assessed", "0 of 4 met, 4 not assessed", "0 of 4 met, 4 not assessed"
    ]  # fmt: skip


def test_requirements_due_by_a_day_come_soonest_first_and_the_assured_are_left_out():
    rows = [
        line(gate("Q2 2027"), ref="C"), line(gate("Q1 2027"), ref="B"),
        line(gate("Q1 2027"), ref="A"), line(gate("Q4 2026"), judged=MET, ref="D"),
        line(gate("Q3 2027"), ref="E"), line(gate("Q2 2026"), ref="F"),
    ]  # fmt: skip
    assert [row.ref for row in due_by(rows, date(2027, 6, 30))] == ["A", "B", "C"]


def test_rule_13_passed_dates_are_counted_by_purpose_and_by_what_commissioners_say():
    rows = [
        line(gate("Q2 2026"), ref="A"),
        line(gate("Q1 2026", Purpose.COMPLETION), gate("Q2 2026"), judged=PARTLY, ref="B"),
        line(gate("Q2 2026"), judged=MET, ref="C"),
        line(gate("Q2 2027"), judged=NOT_MET, ref="D"),
    ]
    counted = passed_dates(rows)
    assert counted.words == "1 completion date passed, 2 assurance dates passed"
    assert (counted.not_met, counted.partly_met, counted.not_assessed) == (0, 1, 1)
    assert counted.requirements == 2
    assert [row.ref for row in passed(rows)] == ["B", "A"]
    assert passed_dates([]).words == "0 dates passed"


def test_a_position_counts_as_its_whole_line_does():
    for judgement in (None, *Judgement):
        gates = (gate("Q3 2026"), gate("Q1 2026", Purpose.BEGIN), gate("Q1 2027"), gate("Ongoing"))
        whole = line(*gates, judged=judgement)
        position = RequirementPosition(
            ref="PO1-T1-1", outcome=1, test=1, title="Safety", gates=gates,
            judgements={Speaker.COMMISSIONER: judgement} if judgement else {},
        )  # fmt: skip
        assured = position._replace(judgements={Speaker.COMMISSIONER: MET})
        _, slim, again = position_lines([assured, position, position], measured=TODAY)
        assert slim == again
        assert slim.passed == whole.passed and slim.passed_first_on == whole.passed_first_on
        assert slim.is_assured is whole.is_assured


def test_requirements_that_are_alike_count_as_each_of_them_does():
    for judgement in (None, *Judgement):
        gates = (gate("Q3 2026"), gate("Q1 2026", Purpose.BEGIN), gate("Q1 2027"), gate("Ongoing"))
        other = line(gate("Q2 2027"), judged=MET)
        whole = [*(line(*gates, judged=judgement) for _ in range(3)), other]
        given = {Speaker.COMMISSIONER: judgement} if judgement else {}
        met = {Speaker.COMMISSIONER: MET}
        rows = [
            RequirementsAlike(outcome=1, test=1, gates=gates, judgements=given, keys=(1, 2, 3)),
            RequirementsAlike(
                outcome=1, test=1, gates=(gate("Q2 2027"),), judgements=met, keys=(4,)
            ),
        ]
        slim = alike_lines(rows, measured=TODAY)
        for speaker in Speaker:
            assert heat_cell(slim, speaker) == heat_cell(whole, speaker)
        assert tallies(slim) == tallies(whole)
        assert passed_dates(slim) == passed_dates(whole)
