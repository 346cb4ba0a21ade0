"""Rule 18: which assurance dates a request's new dates come after, and which it must say."""

import pytest

from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.facts.dependencies import RequirementDate, RequirementDates
from programmes.rules.change_gates import (
    GateTies,
    Moved,
    moves_asked,
    overtaken,
    overtaking,
    ties_by_milestone,
    unsaid,
)
from programmes.rules.changes import Proposed, Stands
from programmes.words import ChangeKind


def when(words):
    if not words:
        return UNDATED
    return parse_plan_date(words, quarters=QuarterConvention.CALENDAR)


def move(new, old="Dec 2026", milestone="HOU-01"):
    return Moved(name=milestone or "New work", milestone=milestone, old=when(old), new=when(new))


def requirement(ref, **dates):
    found = [RequirementDate(purpose=name, date=when(words)) for name, words in dates.items()]
    return RequirementDates(ref=ref, title="", dates=tuple(found))


TIES = GateTies(
    by=ties_by_milestone(
        [("D-101", ["HOU-01", "JOB-01"], ["PO8-T1-1"])],
        [("R-03", ["HOU-01"], ["PO8-T1-1", "PO8-T1-2"])],
    ),
    dates={
        "PO8-T1-1": requirement("PO8-T1-1", Completion="Jun 2026", Assurance="Q1 2027"),
        "PO8-T1-2": requirement("PO8-T1-2", Assurance="Jan 2027"),
        "PO9-T1-1": requirement("PO9-T1-1"),
    },
)


def found(new, *named, **more):
    return [
        (gate.requirement, gate.purpose, gate.days, gate.through, gate.before)
        for gate in overtaken([move(new, **more)], named, TIES)
    ]


def test_rule_18_a_date_overtakes_the_assurance_dates_before_it():
    assert found("31 Jan 2027") == [("PO8-T1-1", "Completion", 215, "D-101", True)]
    assert found("2 April 2027") == [
        ("PO8-T1-1", "Completion", 276, "D-101", True),
        ("PO8-T1-1", "Assurance", 2, "D-101", False),
        ("PO8-T1-2", "Assurance", 61, "R-03", False),
    ]
    assert found("Jun 2026") == []
    # What was to be confirmed had no date that was later already.
    assert found("Jul 2026", old="")[0] == ("PO8-T1-1", "Completion", 31, "D-101", False)


def test_rule_18_a_requirement_that_is_named_counts_for_every_row_and_one_without_dates_for_none():
    assert found("Feb 2027", "PO8-T1-2", "PO9-T1-1", "PO0-T1-1", milestone="HOU-09") == [
        ("PO8-T1-2", "Assurance", 28, "", False)
    ]
    assert found("Feb 2027", "PO8-T1-2", milestone=None)[0][0] == "PO8-T1-2"
    assert found("Feb 2027", milestone=None) == []


def test_rule_18_a_request_must_say_what_it_overtakes_anew_but_not_what_a_risk_ties():
    def must(new, *named):
        return unsaid(overtaken([move(new)], named, TIES))

    assert must("Feb 2027") is None  # late already, or tied by a risk alone
    assert must("Feb 2027", "PO8-T1-2").requirement == "PO8-T1-2"
    dated = must("2 April 2027")
    quarters = {"irp": QuarterConvention.CALENDAR, "cap": QuarterConvention.CALENDAR}
    assert overtaking(dated, **quarters) == (
        "HOU-01 at 2 Apr 2027 is 2 days after the assurance date of PO8-T1-1, Q1 2027 "
        "(Jan to Mar 2027) (dependency D-101)"
    )


@pytest.mark.parametrize(
    ("through", "tie"),
    [("D-101", "dependency D-101"), ("R-03", "risk R-03"), ("STR-R-01", "risk STR-R-01")],
)
def test_rule_18_a_risk_is_called_one_and_ties_too_loosely_whoever_holds_it(through, tie):
    ties = GateTies(
        by=ties_by_milestone([(through, ["HOU-01"], ["PO8-T1-2"])], []), dates=TIES.dates
    )
    (gate,) = overtaken([move("Feb 2027")], (), ties)
    assert gate.tie == tie
    assert (unsaid([gate]) is None) == tie.startswith("risk")


def test_rule_18_only_what_sets_a_date_overtakes_one():
    row = Stands(ref="HOU-01", title="Repair", kind="dated", in_force=True,
                 original=when("Dec 2026"), now=when("Dec 2026"))  # fmt: skip
    asked = {
        kind: Proposed(number=1, kind=kind, new=when("Feb 2027"), title="First half")
        for kind in ChangeKind
    }
    names = {
        kind: [move.name for move in moves_asked([(proposal, row)])]
        for kind, proposal in asked.items()
    }
    assert {kind for kind, some in names.items() if some} == {
        ChangeKind.DATE, ChangeKind.ADD, ChangeKind.SPLIT, ChangeKind.MERGE
    }  # fmt: skip
    assert names[ChangeKind.DATE] == ["HOU-01"] and names[ChangeKind.SPLIT] == ["First half"]
    added = moves_asked([(asked[ChangeKind.ADD], None)])
    assert [moved.name for moved in added] == ["First half"]
