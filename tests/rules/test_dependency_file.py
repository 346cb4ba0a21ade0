"""Which rows of a file of dependencies are there already, and which close a circle (Rule 28)."""

from dataclasses import replace
from datetime import date

from programmes.rules.dependency_file import (
    Handover,
    Registered,
    circle_faults,
    differing,
    twin_of,
)
from programmes.words import DependencyState

SAYS = Handover(
    giver_ref="HOU-01", taker_ref="JOB-01", title="List of tenants", description="",
    give_by=date(2027, 3, 31), need_by=date(2027, 5, 31), requirements=("PO8-T1-1",),
)  # fmt: skip
LATER = replace(SAYS, give_by=date(2027, 4, 1))
NAMES = ("title", "give_by", "need_by")


def known(ref, state, says=SAYS):
    return Registered(ref=ref, state=state, says=says)


def test_rule_28_what_differs_is_named_and_capitals_spaces_and_order_are_no_difference():
    other = replace(SAYS, title="LIST  of Tenants", requirements=("PO8-T1-1",))
    assert differing(SAYS, other, names=(*NAMES, "requirements", "description")) == []
    assert differing(LATER, SAYS, names=NAMES) == ["give_by"]
    assert differing(LATER, SAYS, names=["title"]) == []


def test_rule_28_what_is_open_is_repeated_by_any_days_and_what_ended_by_the_same_alone():
    is_open = known("D-101", DependencyState.OPEN)
    given = known("D-101", DependencyState.GIVEN)
    assert twin_of(SAYS, [is_open], names=NAMES) == twin_of(LATER, [is_open], names=NAMES)
    assert twin_of(SAYS, [given], names=NAMES) == given
    assert twin_of(LATER, [given], names=NAMES) is None
    assert twin_of(replace(SAYS, taker_ref="HOU-02"), [is_open], names=NAMES) is None


def test_rule_28_a_row_that_closes_a_circle_shows_it_and_which_lines_make_it():
    lines = {2: ("A", "B"), 3: ("B", "C"), 4: ("C", "A"), 5: ("D", "E")}
    assert circle_faults(lines, []) == {
        4: "This would make a circle: C → A → B → C. Leave this row out, or line 2 or 3"
    }
    assert circle_faults({2: ("B", "A")}, [("A", "B")]) == {
        2: "This would make a circle: B → A → B. Close one of the others first"
    }
    assert circle_faults({2: ("A", "B"), 3: ("A", "B")}, [("B", "C")]) == {}
