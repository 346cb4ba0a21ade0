"""Rules 4 and 8 to 10: where a milestone stands by a day."""

from datetime import UTC, date, datetime

import pytest

from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.rules.delivery import (
    days_late,
    forecast_fault,
    forecast_slip,
    known_delivery,
    milestone_status,
    moved_over_a_year,
)
from programmes.words import Delivery, MilestoneStatus

ON = date(2026, 11, 9)
TODAY = Measured(ON)
NOVEMBER, DECEMBER = (Measured.month_end(date(2026, month, 1)) for month in (11, 12))


def when(raw):
    return parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL)


@pytest.mark.parametrize(
    ("delivery", "kind", "forecast", "fault"),
    [
        ("green", "dated", "Oct 2026", "has passed"),
        ("green", "dated", "08/11/2026", "has passed"),
        ("green", "dated", "09/11/2026", None),
        ("green", "dated", "Nov 2026", None),
        ("green", "dated", "", "Enter a forecast of"),
        ("green", "dated", "TBC", "Enter a forecast of"),
        ("not_started", "dated", "Oct 2026", "has passed"),
        ("paused", "dated", "Oct 2026", "has passed"),
        ("paused", "dated", "", None),
        ("complete", "dated", "Oct 2026", None),
        ("descoped", "dated", "", None),
        ("green", "tbc", "", None),
        ("green", "tbc", "Oct 2026", "has passed"),
        ("green", "ongoing", "", None),
        ("green", "recurring", "Oct 2026", "has passed"),
        ("green", "recurring", "", None),
    ],
)
def test_rule_9_a_past_forecast_of_an_open_row_is_refused_at_submission(
    delivery, kind, forecast, fault
):
    given = when(forecast)
    found = forecast_fault(delivery=Delivery(delivery), forecast=given, kind=kind, on=ON)
    assert (found is None) if fault is None else fault in found


@pytest.mark.parametrize(
    ("kind", "baseline", "delivery", "stands"),
    [
        ("dated", "Oct 2026", None, MilestoneStatus.LATE),
        ("dated", "Oct 2026", "green", MilestoneStatus.LATE),
        ("dated", "Oct 2026", "paused", MilestoneStatus.LATE),
        ("dated", "Oct 2026", "complete", MilestoneStatus.DONE),
        ("dated", "Oct 2026", "descoped", MilestoneStatus.DESCOPED),
        ("dated", "Nov 2026", "green", MilestoneStatus.DUE),
        ("dated", "09/11/2026", None, MilestoneStatus.DUE),
        ("dated", "07/02/2027", None, MilestoneStatus.DUE),
        ("dated", "08/02/2027", None, MilestoneStatus.LATER),
        ("tbc", "TBC", "green", MilestoneStatus.TO_BE_CONFIRMED),
        ("ongoing", "Ongoing", "green", MilestoneStatus.NO_DUE_DATE),
        ("recurring", "Monthly", None, MilestoneStatus.NO_DUE_DATE),
        ("relative", "Year 2", None, MilestoneStatus.TO_BE_CONFIRMED),
        ("undated", "", None, MilestoneStatus.TO_BE_CONFIRMED),
    ],
)
def test_rules_8_to_10_each_row_has_one_status(kind, baseline, delivery, stands):
    delivery = Delivery(delivery) if delivery else None
    row = {"kind": kind, "latest": when(baseline).latest, "delivery": delivery}
    assert milestone_status(**row, measured=TODAY) is stands


def test_rule_8_late_begins_at_midnight_in_london():
    row = {"kind": "dated", "latest": when("Jun 2024").latest, "delivery": None}
    before = datetime(2024, 6, 30, 22, 59, 59, tzinfo=UTC)
    after = datetime(2024, 6, 30, 23, 0, tzinfo=UTC)
    assert milestone_status(**row, measured=Measured(london_day(before))) is MilestoneStatus.DUE
    assert milestone_status(**row, measured=Measured(london_day(after))) is MilestoneStatus.LATE


def late(baseline, delivery="green", actual_on=None, kind="dated"):
    return days_late(
        kind=kind,
        latest=baseline.latest,
        delivery=Delivery(delivery),
        actual_on=actual_on,
        measured=TODAY,
    )


def test_rule_9_late_is_against_the_baseline_until_today_or_until_it_was_done():
    assert late(when("Oct 2026")) == 9
    assert late(when("Nov 2026")) == 0
    assert late(when("Sep 2026"), "complete", date(2026, 10, 2)) == 2
    assert late(when("Sep 2026"), "complete", date(2026, 9, 2)) == 0


def by_then(baseline, delivery, actual_on, measured):
    """Return a row's status and days late by the measured day."""
    known = known_delivery(delivery=delivery, actual_on=actual_on, measured=measured)
    row = {"kind": "dated", "latest": when(baseline).latest, "delivery": known}
    return (
        milestone_status(**row, measured=measured),
        days_late(**row, actual_on=actual_on, measured=measured),
    )


def test_rule_14_due_on_4_december_and_open_is_not_late_in_november():
    row = ("04/12/2026", Delivery.GREEN, None)
    assert by_then(*row, NOVEMBER) == (MilestoneStatus.DUE, 0)
    assert by_then(*row, DECEMBER) == (MilestoneStatus.LATE, 27)


def test_rule_14_due_on_30_november_and_done_on_3_december():
    row = ("30/11/2026", Delivery.COMPLETE, date(2026, 12, 3))
    assert by_then(*row, NOVEMBER) == (MilestoneStatus.LATE, 1)
    assert by_then(*row, DECEMBER) == (MilestoneStatus.DONE, 3)


def test_rule_14_what_is_due_today_is_not_late_today():
    row = ("30/11/2026", Delivery.GREEN, None)
    assert by_then(*row, Measured(date(2026, 11, 30))) == (MilestoneStatus.DUE, 0)
    assert by_then(*row, Measured(date(2026, 12, 1))) == (MilestoneStatus.LATE, 1)


def test_rule_10_what_names_no_day_is_never_late():
    assert late(when("TBC")) is None
    assert late(UNDATED) is None
    assert late(when("Sep 2026"), "descoped") is None
    assert late(when("Sep 2026"), kind="recurring") is None


@pytest.mark.parametrize(
    ("forecast", "delivery", "slip"),
    [
        ("Dec 2026", "green", 61),
        ("Oct 2026", None, 0),
        ("30/09/2026", "red", -31),
        ("Dec 2026", "complete", None),
        ("Dec 2026", "descoped", None),
        ("TBC", "green", None),
    ],
)
def test_rule_9_the_forecasts_slip_is_a_figure_of_its_own(forecast, delivery, slip):
    delivery = Delivery(delivery) if delivery else None
    found = forecast_slip(baseline=when("Oct 2026"), forecast=when(forecast), delivery=delivery)
    assert found == slip


def test_rule_4_complete_and_descoped_are_closed_and_nothing_else_is():
    assert [d.value for d in Delivery if not d.is_open] == ["complete", "descoped"]


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ("2026-06-30", "2027-06-30", False),
        ("2026-06-30", "2027-07-01", True),
        ("2026-06-30", "2025-06-30", False),
        ("2026-06-30", "2025-06-29", True),
        ("2028-02-29", "2029-02-28", False),
        ("2028-02-29", "2029-03-01", True),
        ("2026-03-31", "2031-03-31", True),
        ("2026-03-31", "2026-03-31", False),
    ],
)
def test_rule_8_more_than_a_year_is_a_day_after_the_same_day(before, now, moved):
    assert moved_over_a_year(date.fromisoformat(before), date.fromisoformat(now)) is moved
