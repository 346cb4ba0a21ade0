"""Assurance's rules: judgements, gates, freezing, packs."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from assurance.rules import (
    AFTER_THE_END,
    WORST_FIRST,
    assessment_faults,
    gate_has_passed,
    gate_notes,
    ruling_faults,
    tally,
)
from assurance.words import (
    HIDDEN,
    JUDGEMENTS_DEFINED,
    Judgement,
    Purpose,
    Speaker,
    judgement_words,
)
from assurance.words.gates import Ruling
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from packs.rules import freeze_faults

ENDS_ON = date(2028, 10, 31)
# The first moment after 30 June 2026 in London, in British Summer Time, and the last before it.
AFTER = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
BEFORE = datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC)


OPEN = {"assured": False, "settled": False}


def due(raw: str):
    return parse_plan_date(raw, quarters=QuarterConvention.CALENDAR)


def notes(raw: str, *, purpose="assurance", assured=False, settled="", at=AFTER):
    measured = Measured(london_day(at))
    return gate_notes(
        purpose, due(raw), assured=assured, settled=settled, measured=measured, ends_on=ENDS_ON
    )


def test_every_judgement_has_a_definition_and_a_rank():
    """Rules 19 and 24e: not assessed and not shown are ranks beside the four judgements."""
    assert set(JUDGEMENTS_DEFINED) == set(Judgement)
    assert set(WORST_FIRST) == {*(j.value for j in Judgement), "not_assessed", HIDDEN}


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        ("", "Not assessed"),
        ("not_assessed", "Not assessed"),
        ("not_met", "Not met"),
        ("partly_met", "Partly met"),
        ("not_applicable", "Not applicable"),
    ],
)
def test_rule_19_not_assessed_is_not_not_met(judgement, words):
    assert judgement_words(judgement) == words


def test_an_unknown_judgement_is_an_error():
    with pytest.raises(ValueError):
        judgement_words("nearly")


@pytest.mark.parametrize(
    ("judgements", "counts", "n", "worst"),
    [
        ([], (), 0, "not_assessed"),
        (["met", "met"], (("met", 2),), 2, "met"),
        (["met", ""], (("not_assessed", 1), ("met", 1)), 2, "not_assessed"),
        (["met", "not_applicable"], (("met", 1), ("not_applicable", 1)), 1, "met"),
        (
            ["met", "", "partly_met", "not_met", "not_met"],
            (("not_met", 2), ("partly_met", 1), ("not_assessed", 1), ("met", 1)),
            5,
            "not_met",
        ),
        (["not_applicable"], (("not_applicable", 1),), 0, "not_applicable"),
    ],
)
def test_rules_6_and_19_a_tally_counts_and_names_the_worst(judgements, counts, n, worst):
    counted = tally(Counter(judgements))
    assert (counted.counts, counted.n, counted.worst) == (counts, n, worst)


@pytest.mark.parametrize(
    ("judgement", "assured"),
    [
        (Judgement.MET, True),
        (Judgement.NOT_APPLICABLE, True),
        (Judgement.PARTLY, False),
        (Judgement.NOT_MET, False),
    ],
)
def test_only_met_and_not_applicable_leave_nothing_awaited(judgement, assured):
    assert judgement.is_assured is assured


def test_rules_8_and_13_a_gate_passes_at_midnight_in_london():
    assert notes("Q2 2026", at=BEFORE) == []
    assert notes("Q2 2026") == ["assurance date passed, not yet assured"]


def test_rule_13_an_assured_gate_awaits_nothing():
    assert notes("Q2 2026", assured=True) == []


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("completion", ["completion date passed, not yet assured"]),
        ("sustained", ["sustained evidence date passed, not yet assured"]),
        ("review", ["review date passed, not yet assured"]),
        ("begin", ["begin date passed"]),
    ],
)
def test_rule_12_gates_are_typed(purpose, words):
    assert notes("Q2 2026", purpose=purpose) == words


def test_a_passed_begin_date_awaits_no_assurance():
    measured = Measured(london_day(AFTER))
    for purpose, passed in ((Purpose.BEGIN, False), (Purpose.ASSURANCE, True)):
        found = gate_has_passed(purpose, due("Q2 2026"), **OPEN, measured=measured)
        assert found is passed


def test_rule_14_a_gate_of_a_months_last_day_has_passed_in_that_month():
    june = {**OPEN, "due": due("Q2 2026")}
    assert not gate_has_passed("assurance", **june, measured=Measured(date(2026, 6, 30)))
    month = Measured.month_end(date(2026, 6, 1))
    assert gate_has_passed("assurance", **june, measured=month)


@pytest.mark.parametrize(
    ("judgements", "words"),
    [
        ([], "No requirements"),
        (["met", "", "", ""], "1 of 4 met, 3 not assessed"),
        (["", ""], "0 of 2 met, 2 not assessed"),
        (["met", "met"], "2 of 2 met"),
        (["met", "not_met", "partly_met"], "1 of 3 met, 1 not met, 1 partly met"),
        (["met", "not_applicable"], "1 of 1 met, 1 not applicable"),
        (["not_applicable"], "1 not applicable"),
    ],
)
def test_rules_19_and_24f_met_is_said_first_and_also_when_it_is_0(judgements, words):
    assert tally(Counter(judgements)).words == words


@pytest.mark.parametrize("raw", ["Ongoing", "To be agreed", "when possible", ""])
def test_rule_12_an_undated_gate_is_never_overdue(raw):
    assert notes(raw, at=datetime(2090, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize(("raw", "after"), [("Q3 2028", False), ("Q4 2028", True)])
def test_rule_12_dates_at_or_after_the_end_of_the_intervention(raw, after):
    assert notes(raw) == ([AFTER_THE_END] if after else [])


def test_both_notes_stand_together_once_the_end_has_passed():
    late = notes("Q4 2028", at=datetime(2029, 1, 1, tzinfo=UTC))
    assert late == ["assurance date passed, not yet assured", AFTER_THE_END]


def test_rule_16_a_freeze_with_missing_returns_needs_its_reason():
    assert freeze_faults(missing={"HOU"}, seen={"HOU"}, reason=" ") == [
        "Enter the reason for freezing without the missing returns."
    ]
    assert freeze_faults(missing={"HOU"}, seen={"HOU", "JOB"}, reason="Late") == []
    assert freeze_faults(missing=set(), seen=set(), reason="") == []


def test_rule_16_what_was_not_shown_as_missing_is_not_frozen_as_missing():
    faults = freeze_faults(missing={"HOU", "JOB"}, seen={"HOU"}, reason="Late")
    assert faults == ["The returns of JOB are now missing too. Check the list again."]


def test_the_three_voices_are_named_in_full():
    """Rule 2 and Rule 19: whose judgement it is is always said."""
    assert [speaker.label for speaker in Speaker] == [
        "Council self-assessment",
        "CPMO view",
        "Commissioner judgement",
    ]


def test_rule_13_a_date_that_is_satisfied_or_set_aside_is_never_passed_not_yet_assured():
    measured = Measured(date(2030, 1, 1))
    for purpose in Purpose:
        assert not gate_has_passed(
            purpose, due("Q2 2026"), assured=False, settled=True, measured=measured
        )
    assert notes("Q2 2026", settled="satisfied 3 Mar 2026") == ["satisfied 3 Mar 2026"]
    assert notes("Q4 2028", settled="set aside 3 Mar 2026") == [
        "set aside 3 Mar 2026",
        AFTER_THE_END,
    ]


@pytest.mark.parametrize(
    ("ruling", "stands", "faulty"),
    [
        (Ruling.SATISFIED, None, set()),
        (Ruling.SATISFIED, Ruling.SET_ASIDE, set()),
        (Ruling.SATISFIED, Ruling.SATISFIED, {"ruling"}),
        (Ruling.WITHDRAWN, Ruling.SATISFIED, set()),
        (Ruling.WITHDRAWN, None, {"ruling"}),
    ],
)
def test_rule_13_what_is_said_of_a_date_needs_a_reason_and_satisfied_its_evidence(
    ruling, stands, faulty
):
    act = {"ruling": ruling, "stands": stands}
    assert set(ruling_faults(**act, reason="So.", evidence_cited="Report 14")) == faulty
    assert set(ruling_faults(**act, reason=" ", evidence_cited="Report 14")) == {*faulty, "reason"}
    silent = {"evidence_cited"} if ruling is Ruling.SATISFIED else set()
    assert set(ruling_faults(**act, reason="So.", evidence_cited=" ")) == faulty | silent


def test_rule_20_met_waits_for_each_date_of_the_commissioners_and_for_no_other_judgement():
    grounds = {"rationale": "So.", "evidence_cited": "Report 14", "issued": True}
    dates = {"open_dates": ["Assurance: Q4 2028", "Review: annually"]}
    for speaker in Speaker:
        for judgement in Judgement:
            faults = assessment_faults(speaker=speaker, judgement=judgement, **grounds, **dates)
            waits = speaker is Speaker.COMMISSIONER and judgement is Judgement.MET
            assert set(faults) == ({"judgement"} if waits else set())
    met = {"speaker": Speaker.COMMISSIONER, "judgement": Judgement.MET, **grounds}
    assert "Assurance: Q4 2028; Review: annually" in assessment_faults(**met, **dates)["judgement"]
    assert assessment_faults(**met, open_dates=[]) == {}
    assert assessment_faults(**met | {"issued": False}, **dates) == {}
