"""What a reading is worked out from, and what a definition may say (Rule 27)."""

from datetime import date
from decimal import Decimal

import pytest

from kpis.rules import NO_BASIS, Basis, basis_faults, definition_faults, worked_out
from kpis.words import Frequency

ON = date(2026, 11, 9)
GIVEN = {"unit": "percent", "value": Decimal("33.3"), "is_survey": False, "on": ON}


def of(numerator, denominator):
    return Basis(numerator=Decimal(numerator), denominator=Decimal(denominator))


def test_rule_27_a_value_is_worked_out_from_numerator_and_denominator():
    assert worked_out(of(1, 3), unit="percent") == Decimal("33.33")
    assert worked_out(of(5, 2000), unit="rate per 1,000") == Decimal("2.50")
    assert worked_out(of(300, 7), unit="pounds per head") == Decimal("42.86")
    assert worked_out(of(300, 7), unit="pounds") is None
    assert worked_out(NO_BASIS, unit="percent") is None
    assert worked_out(of("1e10", "0.0001"), unit="percent") is None  # more than any figure


@pytest.mark.parametrize(
    ("basis", "changes", "fields"),
    [
        (of(1, 3), {}, []),
        (of(1, 3), {"value": Decimal("33")}, []),  # to the places that it was typed with
        (of(1, 3), {"value": Decimal("33.3333")}, []),
        (of(1, 3), {"value": None}, []),
        (of(1, 3), {"value": Decimal("33.4")}, ["value"]),
        (of(1, 3), {"unit": "number"}, ["numerator", "denominator"]),
        (Basis(numerator=Decimal(1)), {}, ["denominator"]),
        (Basis(denominator=Decimal(1)), {}, ["numerator"]),
        (of(1, 0), {}, ["denominator"]),
        (of(1, -3), {}, ["denominator"]),
        (of("1e11", 3), {}, ["numerator"]),
        (of("1.23456", 3), {}, ["numerator"]),
        (of("NaN", 3), {}, ["numerator"]),
        (Basis(respondents=400), {}, ["respondents"]),
        (Basis(respondents=400), {"is_survey": True}, []),
        (Basis(respondents=0), {"is_survey": True}, ["respondents"]),
        (Basis(asked_from=ON), {"is_survey": True}, ["asked_until"]),
        (Basis(asked_until=ON), {"is_survey": True}, ["asked_from"]),
        (Basis(asked_from=ON, asked_until=ON), {"is_survey": True}, []),
        (Basis(asked_from=ON, asked_until=date(2026, 11, 8)), {"is_survey": True}, ["asked_until"]),
        (Basis(asked_from=ON, asked_until=date(2026, 11, 10)), {"is_survey": True},
         ["asked_until"]),
    ],
)  # fmt: skip
def test_rule_27_what_a_value_is_worked_out_from_is_checked(basis, changes, fields):
    assert list(basis_faults(basis, **GIVEN | changes)) == fields


@pytest.mark.parametrize("odd", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_rule_27_nothing_is_worked_out_of_what_is_no_number(odd):
    """Infinity in Infinity broke off the act, as did a signalling NaN."""
    for basis in (of(odd, odd), of(odd, 3), of(1, odd)):
        assert worked_out(basis, unit="percent") is None
        assert basis_faults(basis, **GIVEN)


DEFINED = {
    "unit": "percent", "unit_before": "percent", "frequency": Frequency.MONTHLY, "lag_months": 1,
    "numerator": "", "denominator": "", "is_read": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"unit": "number"}, ["unit"]),  # units changed under readings
        ({"unit": "number", "is_read": False}, []),
        ({"frequency": Frequency.SURVEY}, ["lag_months"]),
        ({"frequency": Frequency.ONCE, "lag_months": None}, []),
        ({"frequency": None}, []),
        ({"numerator": "Paid"}, ["denominator"]),
        ({"denominator": "Received"}, ["numerator"]),
    ],
)
def test_rule_27_a_definition_is_whole_and_keeps_its_unit(changes, fields):
    assert list(definition_faults(**DEFINED | changes)) == fields
