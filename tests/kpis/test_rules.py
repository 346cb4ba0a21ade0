"""Rules of readings and targets, and how values are printed (Rules 25 and 27)."""

from datetime import date
from decimal import Decimal

import pytest

from kpis.facts import TargetFacts, VersionFacts
from kpis.rules import (
    Beside,
    in_force,
    printed_change,
    printed_value,
    reading_faults,
    status_of,
    target_faults,
    tolerance_fault,
)
from kpis.words import KpiStatus, Polarity, Yardstick
from tests.world import NOW

GOOD = {
    "unit": "percent", "month": date(2026, 9, 1), "value": Decimal("12.5"), "revised": False,
    "on": date(2026, 11, 9),
}  # fmt: skip


def test_a_good_reading_has_no_faults():
    assert reading_faults(**GOOD) == {}
    assert reading_faults(**GOOD | {"month": date(2026, 10, 1)}) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"month": date(2026, 12, 1)}, "month"),
        ({"month": date(2026, 11, 1)}, "month"),
        ({"value": Decimal("1e11")}, "value"),
        ({"value": Decimal("-1e11")}, "value"),
        ({"value": Decimal("999999999999.9999")}, "value"),
        ({"value": Decimal("1.23456")}, "value"),
        ({"value": Decimal("1e-999999999")}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"unit": "yes/no", "value": Decimal("2")}, "value"),
        ({"value": Decimal("100.1")}, "value"),
        ({"value": Decimal("-0.1")}, "value"),
        ({"value": Decimal("-0.1"), "over_100": True}, "value"),
        ({"value": Decimal("1000.1"), "over_100": True}, "value"),
        ({"value": Decimal("1234567.89"), "over_100": True}, "value"),
        ({"unit": "pounds", "value": Decimal("1.234")}, "value"),
        ({"unit": "pounds per head", "value": Decimal("0.001")}, "value"),
        ({"beside": Beside(revised_already=True)}, "figure"),
    ],
)
def test_rule_27_a_faulty_reading_names_its_field(changes, field):
    assert list(reading_faults(**GOOD | changes)) == [field]


def test_rule_27_a_percentage_is_over_100_only_where_its_indicator_allows_it():
    for value in (0, 100):
        assert reading_faults(**GOOD | {"value": Decimal(value)}) == {}
    assert reading_faults(**GOOD | {"value": Decimal("140.5"), "over_100": True}) == {}
    assert reading_faults(**GOOD | {"value": Decimal(1000), "over_100": True}) == {}
    slip = reading_faults(**GOOD | {"value": Decimal("1234567.89"), "over_100": True})
    assert slip == {"value": "Enter a percentage from 0 to 1,000"}
    assert reading_faults(**GOOD | {"unit": "number", "value": Decimal("-140.5")}) == {}
    assert reading_faults(**GOOD | {"unit": "pounds", "value": Decimal("1234567.89")}) == {}


def test_rule_27_a_revised_reading_may_be_revised_again():
    assert reading_faults(**GOOD | {"revised": True, "beside": Beside(revised_already=True)}) == {}


RECEIPTS = GOOD | {"unit": "pounds", "cumulative": True}
AUGUST, OCTOBER = date(2026, 8, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("-5", "Enter 0 or more"),
        ("12.50", "Enter £15,000,000 or more"),
        ("14999999.99", "Enter £15,000,000 or more"),
        ("45000000.01", "Enter £45,000,000 or less"),
    ],
)
def test_rule_25_a_running_total_never_falls(value, advice):
    """12.50 and -5 pounds were taken as what the sales had brought in all."""
    beside = Beside(earlier=(AUGUST, Decimal(15_000_000)), later=(OCTOBER, Decimal(45_000_000)))
    faults = reading_faults(**RECEIPTS | {"value": Decimal(value), "beside": beside})
    assert list(faults) == ["value"] and faults["value"].startswith(advice)
    for between in ("15000000", "15000000.01", "45000000"):
        assert reading_faults(**RECEIPTS | {"value": Decimal(between), "beside": beside}) == {}


def test_a_total_that_does_not_run_may_fall():
    beside = Beside(earlier=(AUGUST, Decimal(99)))
    assert reading_faults(**GOOD | {"value": Decimal(5), "beside": beside}) == {}


def version(number, month, value, *, kind=Yardstick.TARGET):
    return TargetFacts(
        kind=kind, number=number, from_month=month, value=value and Decimal(value), source="",
        decided_by="Cabinet", reason="Budget", by_name="CPMO", by_post="", at=NOW,
    )  # fmt: skip


APR_25, APR_26 = date(2025, 4, 1), date(2026, 4, 1)
VERSIONS = (
    version(1, APR_25, "90"),
    version(2, APR_26, "95"),
    version(3, APR_25, "92"),  # corrects the first
    version(1, APR_25, "99", kind=Yardstick.BENCHMARK),
    version(4, date(2026, 9, 1), None),  # from then on there is none
)


@pytest.mark.parametrize(
    ("month", "value"),
    [
        (date(2025, 3, 1), None),
        (APR_25, "92"),
        (date(2026, 3, 1), "92"),
        (APR_26, "95"),
        (date(2026, 8, 1), "95"),
        (date(2026, 9, 1), None),
    ],
)
def test_rule_25_each_period_is_judged_by_the_target_then_in_force(month, value):
    found = in_force(VERSIONS, month=month)
    assert (found and found.value) == (value and Decimal(value))


def test_rule_27_a_benchmark_is_no_target():
    alone = [benchmark for benchmark in VERSIONS if benchmark.kind is Yardstick.BENCHMARK]
    assert in_force(alone, month=APR_26) is None
    assert in_force(alone, month=APR_26, kind=Yardstick.BENCHMARK).value == 99


@pytest.mark.parametrize(
    ("value", "polarity", "status"),
    [
        ("95", Polarity.HIGHER, KpiStatus.ON_TARGET),
        ("94.9", Polarity.HIGHER, KpiStatus.OFF_TARGET),
        ("95.1", Polarity.HIGHER, KpiStatus.ON_TARGET),
        ("95", Polarity.LOWER, KpiStatus.ON_TARGET),
        ("94.9", Polarity.LOWER, KpiStatus.ON_TARGET),
        ("95.1", Polarity.LOWER, KpiStatus.OFF_TARGET),
        ("95", Polarity.NONE, KpiStatus.NOT_JUDGED),
    ],
)
def test_rule_27_a_figure_reaches_its_target_by_its_polarity(value, polarity, status):
    target = version(1, APR_26, "95")
    assert status_of(Decimal(value), target=target, polarity=polarity) is status
    assert status_of(Decimal(value), target=None, polarity=polarity) is None


SET = {
    "unit": "percent", "over_100": False, "cumulative": False, "value": Decimal("95"),
    "is_none": False, "from_month": APR_26, "begun": frozenset(), "open_months": (),
    "judged_until": None,
}  # fmt: skip
JUDGED = {"begun": {APR_25}, "judged_until": date(2026, 9, 1)}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"value": None}, "value"),
        ({"value": Decimal("101")}, "value"),
        ({"value": Decimal("101"), "over_100": True}, None),
        ({"value": Decimal("1001"), "over_100": True}, "value"),
        ({"unit": "pounds", "value": Decimal("-5")}, None),
        ({"unit": "pounds", "value": Decimal("-5"), "cumulative": True}, "value"),
        ({"is_none": True, "begun": {APR_25}}, "value"),
        ({"is_none": True, "value": None}, "from_month"),  # there is none to take away
        ({"is_none": True, "value": None, "begun": {APR_25}}, None),
        (JUDGED, "from_month"),  # figures up to September have been judged
        (JUDGED | {"from_month": date(2026, 10, 1)}, None),
        (JUDGED | {"from_month": APR_25}, "from_month"),  # a frozen month has shown it
        (JUDGED | {"from_month": APR_25, "open_months": {APR_25}}, None),  # it is corrected
    ],
)
def test_rule_25_a_month_that_was_judged_keeps_its_target(changes, field):
    assert list(target_faults(**SET | changes)) == ([field] if field else [])


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        ("0.8", "percent", "+0.8 points"),
        ("-0.5", "percent", "\N{MINUS SIGN}0.5 points"),
        ("0.0", "percent", "No change"),
        ("-1200", "pounds", "\N{MINUS SIGN}£1,200"),
        ("1200", "pounds", "+£1,200"),
    ],
)
def test_a_change_is_printed_with_its_sign_and_of_percentages_in_points(value, unit, printed):
    assert printed_change(Decimal(value), unit=unit) == printed


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        ("12.5000", "percent", "12.5%"),
        ("100", "percent", "100.0%"),
        ("-0.5", "percent", "\N{MINUS SIGN}0.5%"),
        ("149800000", "pounds", "£149,800,000"),
        ("12.5", "pounds", "£12.50"),
        ("-1200", "pounds", "\N{MINUS SIGN}£1,200"),
        ("3.25", "pounds per head", "£3.25 per head"),
        ("3.2", "rate per 1,000", "3.2 per 1,000"),
        ("1", "yes/no", "Yes"),
        ("0", "yes/no", "No"),
        ("1234", "number", "1,234"),
        ("0.0001", "number", "0.0001"),
    ],
)
def test_a_value_is_printed_in_its_unit(value, unit, printed):
    assert printed_value(Decimal(value), unit=unit) == printed


@pytest.mark.parametrize(
    ("value", "polarity", "status"),
    [
        ("95", Polarity.HIGHER, KpiStatus.ON_TARGET),
        ("94.5", Polarity.HIGHER, KpiStatus.WITHIN_TOLERANCE),
        ("94", Polarity.HIGHER, KpiStatus.WITHIN_TOLERANCE),  # the tolerance itself is within it
        ("93.9", Polarity.HIGHER, KpiStatus.OFF_TARGET),
        ("96", Polarity.LOWER, KpiStatus.WITHIN_TOLERANCE),
        ("96.1", Polarity.LOWER, KpiStatus.OFF_TARGET),
        ("93", Polarity.LOWER, KpiStatus.ON_TARGET),
        ("94.5", Polarity.NONE, KpiStatus.NOT_JUDGED),
    ],
)
def test_rule_27_a_figure_may_miss_its_target_within_the_tolerance(value, polarity, status):
    target = VersionFacts(Yardstick.TARGET, 1, APR_26, Decimal(95), Decimal(1))
    assert status_of(Decimal(value), target=target, polarity=polarity) is status


@pytest.mark.parametrize(
    ("tolerance", "changes", "is_fine"),
    [
        (None, {"kind": Yardstick.BENCHMARK}, True),
        ("0.5", {}, True),
        ("0", {}, True),
        ("-1", {}, False),
        ("NaN", {}, False),
        ("1e11", {}, False),
        ("0.12345", {}, False),
        ("0.5", {"kind": Yardstick.BASELINE}, False),
        ("0.5", {"is_none": True}, False),
        ("1", {"unit": "yes/no"}, False),
    ],
)
def test_rule_27_only_a_target_that_is_a_number_has_a_tolerance(tolerance, changes, is_fine):
    given = {"kind": Yardstick.TARGET, "is_none": False, "unit": "percent"} | changes
    fault = tolerance_fault(tolerance and Decimal(tolerance), **given)
    assert (fault == "") is is_fine
