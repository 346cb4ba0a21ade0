"""Rules 4, 5, 8, 9 and 18: what a month may say of a milestone, and what only a decision may."""

from datetime import date

import pytest

from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.rules.completion import Completion
from programmes.rules.reports import (
    ASK_CPMO,
    ASK_FOR_A_CHANGE,
    MONTHLY,
    ReportedBefore,
    decidable,
    may_need_reason,
    offered,
    reopens,
    report_faults,
)
from programmes.words import Delivery

ON = date(2026, 11, 9)
SEPTEMBER = date(2026, 9, 1)
GREEN, AMBER, COMPLETE = Delivery.GREEN, Delivery.AMBER, Delivery.COMPLETE
PAUSED, DESCOPED = Delivery.PAUSED, Delivery.DESCOPED


def when(raw):
    return parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL)


def before(delivery=GREEN, forecast="", actual_on=None, this_month=None):
    return ReportedBefore(SEPTEMBER, delivery, when(forecast), actual_on, this_month)


def done(changes):
    return changes.get("delivery") is COMPLETE


def faults(last=GREEN, **changes):
    entered = {
        "delivery": GREEN,
        "before": before(last) if last else ReportedBefore(),
        "forecast": UNDATED,
        "actual_on": None,
        "narrative": "Work went on.",
        "reason": "",
        "month": date(2026, 10, 1),
        "on": ON,
        "completion": Completion(evidence="Minute 12" if done(changes) else ""),
    }
    return report_faults(**(entered | changes))


def test_a_plain_report_has_no_faults():
    assert faults() == {}
    assert faults(last=None) == {}


@pytest.mark.parametrize("delivery", ["amber", "red", "paused", "descoped"])
def test_rule_5_these_always_need_a_reason(delivery):
    delivery = Delivery(delivery)
    assert "reason" in faults(delivery=delivery, last=delivery)
    assert faults(delivery=delivery, last=delivery, reason="Staff left") == {}


@pytest.mark.parametrize("last", ["not_started", "amber", "red"])
def test_rule_5_every_change_needs_a_reason_and_names_what_it_was(last):
    last = Delivery(last)
    assert faults(last=last)["reason"] == f"Enter the reason for Green (it was {last.label})"
    assert faults(last=last, reason="Recovered") == {}


def test_a_blank_reason_is_no_reason():
    assert "reason" in faults(delivery=Delivery.RED, reason=" \n ")


def test_what_happened_this_month_is_always_asked():
    assert faults(narrative="  ") == {"narrative": "Enter what happened this month"}


def test_rule_9_complete_has_its_day_and_nothing_else_has_one():
    complete = {"delivery": COMPLETE, "reason": "Done"}
    assert "actual_on" in faults(**complete)
    assert faults(**complete, actual_on=ON) == {}
    assert "in the future" in faults(**complete, actual_on=date(2026, 11, 10))["actual_on"]
    assert "actual_on" in faults(actual_on=ON)
    assert list(faults(**complete, actual_on=ON, completion=Completion())) == ["evidence"]


@pytest.mark.parametrize(
    ("last", "now", "reason"),
    [
        ("Dec 2026", "Jan 2027", "Enter the reason for a later forecast (it was Dec 2026)"),
        ("Dec 2026", "TBC", "Enter the reason for a later forecast (it was Dec 2026)"),
        ("Dec 2026", "Ongoing", "Enter the reason for a later forecast (it was Dec 2026)"),
        ("Dec 2026", "Q3 2026", None),  # October to December: it ends on the same day
        ("Dec 2026", "30 Nov 2026", None),
        ("Dec 2026", "", None),
        ("TBC", "Dec 2030", None),
        ("", "Dec 2030", None),
    ],
)
def test_rule_5_a_forecast_later_than_last_months_needs_a_reason(last, now, reason):
    moved = {"before": before(forecast=last), "forecast": when(now)}
    assert faults(**moved).get("reason") == reason
    assert faults(**moved, reason="The builder left") == {}


def test_rule_5_a_completion_before_the_last_report_needs_a_reason_that_knows_of_it():
    done = {"delivery": COMPLETE, "before": before(AMBER)}
    reason = "Enter the reason: September 2026 was reported Amber, after 30 Sep 2026"
    assert faults(**done, actual_on=date(2026, 9, 30))["reason"] == reason
    assert "(it was Amber)" in faults(**done, actual_on=date(2026, 10, 1))["reason"]
    was = {"delivery": COMPLETE, "before": before(COMPLETE, actual_on=date(2026, 9, 3))}
    assert faults(**was, actual_on=date(2026, 9, 3)) == {}
    assert faults(**was, actual_on=date(2026, 8, 3))["reason"] == "Enter why it was not 3 Sep 2026"


@pytest.mark.parametrize(
    ("delivery", "forecast", "refused"),
    [
        ("green", "08/11/2026", True),
        ("not_started", "Oct 2026", True),
        ("green", "09/11/2026", False),
        ("green", "Nov 2026", False),
    ],
)
def test_rule_9_a_past_forecast_of_an_open_row_is_refused_when_it_is_saved(
    delivery, forecast, refused
):
    found = faults(delivery=Delivery(delivery), forecast=when(forecast), reason="Work")
    assert list(found) == (["forecast"] if refused else [])
    if refused:
        assert found["forecast"] == f"Enter 9 Nov 2026 or a later date. “{forecast}” has passed"


@pytest.mark.parametrize("forecast", ["Oct 2026", "Jun 2027", "TBC"])
def test_rule_9_a_forecast_of_what_is_complete_is_refused_and_not_dropped(forecast):
    done = {"delivery": COMPLETE, "actual_on": ON, "reason": "Work"}
    assert faults(**done, forecast=when(forecast)) == {
        "forecast": "Remove the forecast, or choose another status. "
        "What is complete has no forecast"
    }


def test_rule_5_a_reason_may_be_needed_for_what_always_needs_one_and_for_any_change():
    always = (AMBER, Delivery.RED, PAUSED, DESCOPED)
    assert may_need_reason(ReportedBefore()) == always
    for was in Delivery:
        may = may_need_reason(before(was))
        assert set(may) == set(Delivery) - ({was} - {*always, COMPLETE})
        # What it leaves out needs none, so that a box which is not shown is never missed.
        for delivery in set(Delivery) - set(may):
            day = ON if delivery is COMPLETE else None
            given = {"delivery": delivery, "before": before(was), "actual_on": day}
            assert "reason" not in faults(**given)


@pytest.mark.parametrize("delivery", [PAUSED, DESCOPED])
def test_rules_4_and_18_the_monthly_form_neither_pauses_nor_descopes(delivery):
    fault = faults(delivery=delivery, reason="Enough")["delivery"]
    assert fault == f"Only an approved change makes it {delivery.value}. {ASK_FOR_A_CHANGE}"
    assert faults(delivery=delivery, reason="TIB, 3 Nov 2026", decided=True) == {}
    assert faults(delivery=delivery, decided=True) == {
        "reason": "Enter who decided this, when and why"
    }


@pytest.mark.parametrize("held", [COMPLETE, PAUSED, DESCOPED])
def test_rules_4_and_18_what_is_complete_paused_or_descoped_is_reopened_by_a_decision(held):
    day = {"actual_on": ON} if held is COMPLETE else {}
    assert faults(last=held, delivery=held, reason="Still so", **day) == {}
    fault = faults(last=held, reason="We go on")["delivery"]
    if held is COMPLETE:
        assert fault == f"It is complete, so only a decision changes its status. {ASK_CPMO}"
    else:
        assert fault == (
            f"It is {held.value}, so only an approved change alters that. {ASK_FOR_A_CHANGE}"
        )
    assert faults(last=held, reason="TIB, 3 Nov 2026", decided=True) == {}


def test_rule_4_this_months_own_completion_may_be_corrected_and_a_decision_may_not():
    assert offered(before(AMBER, this_month=COMPLETE)) == MONTHLY
    assert offered(before(AMBER, this_month=PAUSED)) == (COMPLETE, PAUSED)
    assert offered(before(COMPLETE, this_month=GREEN)) == MONTHLY  # reopened by a decision
    assert PAUSED not in MONTHLY and DESCOPED not in MONTHLY


def test_rule_18_a_decision_pauses_descopes_or_reopens_and_reports_nothing_else():
    assert reopens(before(COMPLETE, this_month=COMPLETE)) == [d for d in MONTHLY if d.is_open]
    assert not reopens(before(AMBER)) and not reopens(before(PAUSED))
    assert decidable(before(AMBER)) == [PAUSED, DESCOPED]
    assert decidable(before(DESCOPED)) == [*(d for d in MONTHLY if d.is_open), PAUSED]
    for delivery in (GREEN, COMPLETE):
        found = faults(delivery=delivery, decided=True, reason="TIB", actual_on=None)
        assert found["delivery"] == "Choose the new status from those shown"


@pytest.mark.parametrize(
    ("due", "late"),
    [("Oct 2026", True), ("30/09/2026", True), ("05/11/2026", False), ("TBC", False)],
)
def test_rule_4_a_row_past_its_current_baseline_is_never_green(due, late):
    """As the month is measured, at the end of its last day (Rule 14)."""
    known = {"before": ReportedBefore(SEPTEMBER, GREEN, due=when(due))}
    fault = f"Choose Amber or Red. It is late: its date in the plan, {due}, has passed"
    assert faults(**known).get("delivery") == (fault if late else None)
    assert faults(**known, delivery=AMBER, reason="Rain") == {}


def test_every_fault_that_can_be_judged_is_told_at_once():
    """What the form has refused is None; the rest is judged without it."""
    rest = faults(delivery=AMBER, forecast=None, narrative=None, actual_on=ON)
    assert set(rest) == {"actual_on", "reason"}
    assert set(faults(delivery=None, narrative="", forecast=when("Oct 2026"))) == {"narrative"}
