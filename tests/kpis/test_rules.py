"""Rules of readings, and how values are printed (Rule 27)."""

from datetime import date
from decimal import Decimal

import pytest

from kpis.rules import printed_value, reading_faults

GOOD = {
    "unit": "percent", "month": date(2026, 9, 1), "value": Decimal("12.5"), "revised": False,
    "revised_already": False, "on": date(2026, 11, 9),
}  # fmt: skip


def test_a_good_reading_has_no_faults():
    assert reading_faults(**GOOD) == {}
    assert reading_faults(**GOOD | {"month": date(2026, 11, 1)}) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"month": date(2026, 12, 1)}, "month"),
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
        ({"unit": "pounds", "value": Decimal("1.234")}, "value"),
        ({"unit": "pounds per head", "value": Decimal("0.001")}, "value"),
        ({"revised_already": True}, "figure"),
    ],
)
def test_rule_27_a_faulty_reading_names_its_field(changes, field):
    assert list(reading_faults(**GOOD | changes)) == [field]


def test_rule_27_a_percentage_is_over_100_only_where_its_indicator_allows_it():
    for value in (0, 100):
        assert reading_faults(**GOOD | {"value": Decimal(value)}) == {}
    assert reading_faults(**GOOD | {"value": Decimal("140.5"), "over_100": True}) == {}
    assert reading_faults(**GOOD | {"unit": "number", "value": Decimal("-140.5")}) == {}
    assert reading_faults(**GOOD | {"unit": "pounds", "value": Decimal("1234567.89")}) == {}


def test_rule_27_a_revised_reading_may_be_revised_again():
    assert reading_faults(**GOOD | {"revised": True, "revised_already": True}) == {}


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        ("12.5000", "percent", "12.5%"),
        ("100", "percent", "100%"),
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
