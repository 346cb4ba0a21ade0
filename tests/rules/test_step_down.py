"""The step-down position: every boundary of its three clauses (Rule 21)."""

import inspect
from datetime import timedelta

import pytest

from assurance.facts.cells import JudgedFacts
from assurance.rules import step_down as rules
from assurance.rules.step_down import moved_since, step_down
from assurance.words import Judgement
from assurance.words.cells import Said, Subject
from assurance.words.step_down import Clause
from tests.rules.test_cells import BEFORE, act, course, day

ALL = range(1, 11)
EARLIER, DECLARED, TODAY = day(1, 20), day(2, 10), day(6, 1)
PLACES = {Clause.A: 10, Clause.B: 3, Clause.C: 18}


def at_cell(row, outcome, test, **changes):
    values = {name: getattr(row, name) for name in row.__slots__}
    return type(row)(**values | {"outcome": outcome, "test": test} | changes)


def met(outcome, test, at=DECLARED):
    return at_cell(act(Said.MET, at), outcome, test)


def confident(outcome, test, at=EARLIER, verdict=Said.CONFIDENT):
    return at_cell(act(verdict, at), outcome, test)


def requirement(outcome, test, *turns, number=1, **changes):
    row = course(number, *turns or (BEFORE,), **changes)
    return at_cell(row, outcome, test, ref=f"PO{outcome}-T{test}-{number}")


def all_true(*, without=(), courses=(), acts=()):
    """Return judgements under which every clause is true, but for some acts left out."""
    cells = [(o, 1) for o in ALL] + [(1, 2), (1, 3)]
    declared = [met(*cell) for cell in cells if cell not in without]
    declared += [confident(o, t) for o in ALL for t in (2, 3) if o != 1 and (o, t) not in without]
    own = {(row.outcome, row.test) for row in courses}
    rows = [requirement(*cell) for cell in cells if cell not in own]
    both = sorted([*declared, *acts], key=lambda act_facts: act_facts.at)
    return JudgedFacts(acts=tuple(both), courses=(*rows, *courses))


def position(judged, at=TODAY):
    return step_down(judged, outcomes=list(ALL), at=at)


def said(judged, at=TODAY):
    return {row.clause.value: row.words for row in position(judged, at).clauses}


def test_it_looks_at_10_3_and_18_places_and_of_nothing_nothing_is_true():
    found = position(JudgedFacts(acts=(), courses=()))
    assert {row.clause: len(row.places) for row in found.clauses} == PLACES
    assert not any(row.is_true for row in found.clauses) and not found.is_met
    none = step_down(JudgedFacts(acts=(), courses=()), outcomes=[], at=TODAY)
    assert not any(row.is_true for row in none.clauses)


def test_all_three_true():
    found = position(all_true())
    assert found.is_met and said(all_true()) == {
        "a": "True: 10 of 10 met", "b": "True: 3 of 3 met", "c": "True: 18 of 18 confident"
    }  # fmt: skip


@pytest.mark.parametrize("cell", [(7, 2), (10, 3)])
def test_clause_c_17_of_18_is_not_true(cell):
    assert said(all_true(without=[cell]))["c"] == "Not true: 17 of 18 confident"
    over = all_true(without=[cell], acts=[confident(*cell, verdict=Said.NOT_CONFIDENT)])
    assert said(over)["c"] == "Not true: 17 of 18 confident"
    assert [(p.outcome, p.test) for p in position(over).clause(Clause.C).missing] == [cell]


def test_clause_a_a_withdrawn_requirement_under_a_declared_test_nine_of_ten_from_that_day():
    withdrawn = all_true(courses=[requirement(2, 1, BEFORE, (day(3, 4), None), number=3)])
    assert said(withdrawn, at=day(3, 3, hour=23))["a"] == "True: 10 of 10 met"
    assert said(withdrawn, at=day(3, 4, hour=23))["a"] == "Not true: 9 of 10 met"
    lost = position(withdrawn).clause(Clause.A).missing
    assert [place.words for place in lost] == [
        "Declared met 10 Feb 2028; no longer supported since 4 Mar 2028: PO2-T1-3 withdrawn"
    ]
    assert [row.outcome for row, _ in position(withdrawn).regressions] == [2]
    assert position(withdrawn, at=day(3, 3)).regressions == ()


def test_clause_c_met_that_falls_takes_its_older_confident_with_it():
    fallen = all_true(
        acts=[met(5, 2)], courses=[requirement(5, 2, BEFORE, (day(3, 4), Judgement.PARTLY))]
    )
    assert said(fallen, at=day(3, 3))["c"] == "True: 18 of 18 confident"
    assert said(fallen)["c"] == "Not true: 17 of 18 confident"
    again = all_true(
        acts=[met(5, 2), confident(5, 2, at=day(3, 9))],
        courses=[requirement(5, 2, BEFORE, (day(3, 4), Judgement.PARTLY))],
    )
    assert said(again)["c"] == "True: 18 of 18 confident"


def test_clause_c_met_holds_by_itself():
    held = all_true(without=[(5, 2)], acts=[met(5, 2)], courses=[requirement(5, 2)])
    assert said(held)["c"] == "True: 18 of 18 confident"


def test_clause_a_a_cell_without_applicable_requirements_needs_an_act():
    out = [requirement(6, 1, (day(1, 5), Judgement.NOT_APPLICABLE))]
    assert said(all_true(courses=out, without=[(6, 1)]))["a"] == "Not true: 9 of 10 met"
    assert said(all_true(courses=out))["a"] == "True: 10 of 10 met"


def test_clause_a_po4_t1_without_po4_t1_2_is_not_met():
    """All five count, whatever their strand."""
    four = [requirement(4, 1, number=n) for n in (1, 3, 4, 5)]
    missing = [*four, requirement(4, 1, BEFORE, (day(2, 20), Judgement.PARTLY), number=2)]
    assert said(all_true(courses=missing))["a"] == "Not true: 9 of 10 met"
    assert said(all_true(courses=[*four, requirement(4, 1, number=2)]))["a"].startswith("True")


def test_clause_a_an_amendment_that_adds_a_row_breaks_it_from_its_day():
    amended = [
        requirement(9, 1),
        at_cell(course(4, added_on=day(4, 3).date()), 9, 1, ref="PO9-T1-4"),
    ]
    assert said(all_true(courses=amended), at=day(4, 2))["a"] == "True: 10 of 10 met"
    assert said(all_true(courses=amended), at=day(4, 3))["a"] == "Not true: 9 of 10 met"


def test_clause_b_needs_all_three_tests_of_outcome_1():
    found = said(all_true(without=[(1, 3)]))
    assert found["b"] == "Not true: 2 of 3 met" and found["a"].startswith("True")


def test_confidence_is_no_met_for_clauses_a_and_b():
    only = all_true(without=[(1, 2), (1, 3)], acts=[confident(1, 2), confident(1, 3)])
    assert said(only)["b"] == "Not true: 1 of 3 met"


def test_questions_answered_no_change_nothing_since_they_are_no_part_of_it():
    asked = set(inspect.signature(step_down).parameters)
    assert asked == {"judged", "outcomes", "at", "hidden"}  # what a public edition does not show
    assert set(JudgedFacts.__slots__) == {"acts", "courses"}
    assert {subject.value for subject in Subject} == {"met", "confidence"}


def test_each_clause_is_in_the_docstring_of_the_one_rule():
    said_there = inspect.getdoc(rules.step_down)
    for clause in ("(a) Test 1 is met in all ten", "(b) Tests 1, 2 and 3", "(c) On tests"):
        assert clause in said_there


def test_no_percentage_and_no_count_of_31():
    words = " ".join(said(all_true()).values()) + " ".join(
        said(all_true(without=[(1, 1)])).values()
    )
    assert "%" not in words and "31" not in words


def test_what_moved_since_an_earlier_moment_is_named_the_lost_first():
    judged = all_true(
        acts=[met(5, 2, at=day(4, 1))],
        without=[(5, 2)],
        courses=[requirement(2, 1, BEFORE, (day(3, 4), None)), requirement(5, 2)],
    )
    before = position(judged, at=day(3, 4) - timedelta(days=1))
    moved = moved_since(before, position(judged))
    assert [(row.place.clause.value, row.place.outcome, row.gained) for row in moved] == [
        ("a", 2, False), ("c", 5, True)
    ]  # fmt: skip


def test_rule_21_a_place_of_clause_c_that_only_met_carried_says_why_it_fell():
    judged = all_true(
        acts=[met(5, 2, at=day(2, 1))],
        without=[(5, 2)],
        courses=[requirement(5, 2, BEFORE, (day(3, 4), None))],
    )
    before = position(judged, at=day(3, 4) - timedelta(days=1))
    (moved,) = moved_since(before, position(judged))
    assert moved.place.words == "Not yet judged"
    assert moved.why.startswith("Declared met 1 Feb") and "PO5-T2-1" in moved.why
    assert moved_since(position(judged, at=day(3, 4)), position(judged)) == ()
