"""Rule 26: money as it is typed, rungs in order, targets, who may validate."""

from datetime import date
from decimal import Decimal

import pytest

from irp.rules.financial_years import financial_year, year_read, year_words
from irp.rules.money import NoMoney, money_fault, money_read, printed_pounds, short_pounds
from programmes.rules.savings import (
    amounts_faults,
    equality_faults,
    next_saving_refs,
    rung_faults,
    saving_target_faults,
    validated_faults,
    validator_refusals,
)

TODAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("day", "year", "words"),
    [
        (date(2026, 3, 31), 2025, "2025/26"),
        (date(2026, 4, 1), 2026, "2026/27"),
        (date(2099, 12, 31), 2099, "2099/00"),
    ],
)
def test_rule_11_a_financial_year_begins_on_1_april(day, year, words):
    assert (financial_year(day), year_words(year)) == (year, words)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *[(text, 2026) for text in ("2026/27", " 2026-27", "2026/2027", "2026 /27")],
        *[(text, None) for text in ("2026", "2026/28", "26/27", "2026/27/28", "٢٠٢٦/27", "")],
    ],
)
def test_a_financial_year_is_read_as_it_is_written(text, year):
    assert year_read(text) == year


@pytest.mark.parametrize("typed", ["£1,234,567.89", "1234567.89", " 1,234,567.89 "])
def test_rule_26_money_is_read_as_it_is_written(typed):
    assert money_read(typed) == Decimal("1234567.89")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        *[(typed, "Enter all the digits") for typed in ("1.2m", "£3M", "500k", "2bn")],
        *[
            (typed, "Enter pounds and pence in digits")
            for typed in ("NaN", "Infinity", "1e6", "1,23", "£", "twelve", "٣", "1_000", "12%", "")
        ],
        ("-1", "£0 or more"),
        ("1.005", "two decimal places"),
    ],
)
def test_rule_26_what_is_no_money_is_refused_with_what_to_type(typed, says):
    with pytest.raises(NoMoney, match=says):
        money_read(typed)


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("0", ""),
        ("1234567.89", ""),
        ("-1", "£0 or more"),
        ("1.005", "two decimal places"),
        ("1000000000000", "below"),
        ("NaN", "digits"),
        ("Infinity", "digits"),
    ],
)
def test_rule_26_an_amount_is_nought_or_more_in_pounds_and_pence(amount, says):
    fault = money_fault(Decimal(amount))
    assert says in fault and bool(fault) == bool(says)


def test_rule_26_what_is_delivered_was_identified_too():
    """The ladder holds amounts: each rung holds at least what the next one holds."""
    rungs = ("identified", "approved", "in_delivery", "delivered")
    in_order = dict(zip(rungs, map(Decimal, (5, 4, 4, 0)), strict=True))
    assert rung_faults(in_order) == {}
    assert set(rung_faults(in_order | {"approved": Decimal(6)})) == {"approved"}
    faults = rung_faults(in_order | {"delivered": Decimal("4.01")})
    assert faults["delivered"].startswith("Delivered: enter £4 or less, or more as in delivery")
    assert rung_faults(in_order | {"in_delivery": None}) == {}  # what is missing is said elsewhere


def test_rule_26_a_forecast_is_no_less_than_what_is_delivered():
    entry = dict.fromkeys(("identified", "approved", "in_delivery", "delivered"), Decimal(4))
    assert amounts_faults(entry | {"forecast": Decimal(4), "late": Decimal(0)}) == {}
    assert set(amounts_faults(entry | {"forecast": Decimal("3.99")})) == {"forecast"}
    assert set(amounts_faults(entry | {"forecast": Decimal(4), "late": Decimal(-1)})) == {"late"}


def test_rule_26_no_more_is_validated_than_was_delivered_and_with_evidence():
    assert validated_faults(Decimal(4), delivered=Decimal(4), evidence="Ledger code 7") == {}
    faults = validated_faults(Decimal("4.01"), delivered=Decimal(4), evidence=" ")
    assert set(faults) == {"in_year", "evidence"} and "£4 or less" in faults["in_year"]


@pytest.mark.parametrize(
    ("owns", "entered", "many"),
    [(False, False, 0), (True, False, 1), (False, True, 1), (True, True, 2)],
)
def test_rule_26_the_validator_is_never_the_owner(owns, entered, many):
    assert len(validator_refusals(owns=owns, entered=entered)) == many


def test_rule_25_a_year_that_is_over_keeps_the_target_it_had():
    """A first target of a past year may still be entered; a change of one may not."""
    asked = {"last": Decimal(5), "on": TODAY}
    assert saving_target_faults(year=2026, **asked) == {}
    assert "2025/26 is over" in saving_target_faults(year=2025, **asked)["year"]
    assert saving_target_faults(year=2025, last=None, on=TODAY) == {}
    assert set(saving_target_faults(year=2026, same=True, **asked)) == {"in_year"}
    assert saving_target_faults(year=None, **asked) == {}


@pytest.mark.parametrize(
    ("amount", "exact", "short"),
    [
        ("40000000", "£40,000,000", "£40.0m"),
        ("1234567.80", "£1,234,567.80", "£1.2m"),
        ("999999.99", "£999,999.99", "£999,999.99"),
        ("0", "£0", "£0"),
        # Half up, as people round: half to even would say £1.2m and £2.22.
        ("1250000", "£1,250,000", "£1.3m"),
        ("1350000", "£1,350,000", "£1.4m"),
        ("2.225", "£2.23", "£2.23"),
        ("1.999", "£2", "£2"),
        ("-1250000", "−£1,250,000", "−£1.3m"),
        ("-12.5", "−£12.50", "−£12.50"),
        ("-0.004", "£0", "£0"),
    ],
)
def test_an_amount_is_printed_exactly_and_short_for_headlines(amount, exact, short):
    assert (printed_pounds(Decimal(amount)), short_pounds(Decimal(amount))) == (exact, short)


def test_rule_24_the_next_reference_follows_the_highest():
    assert next_saving_refs([], how_many=1) == ["SAV-S01"]
    given = ["SAV-S12", "SAV-S07", "TOP-99", "SAV-02"]
    assert next_saving_refs(given, how_many=2) == ["SAV-S13", "SAV-S14"]


@pytest.mark.parametrize(
    ("equality", "reason", "on", "wrong"),
    [
        ("", "", None, set()),
        ("under_way", "", None, set()),
        ("not_needed", "No service changes", None, set()),
        ("not_needed", " ", None, {"equality_reason"}),
        ("done", "", date(2026, 11, 9), set()),
        ("done", "", None, {"equality_on"}),
        ("done", "", date(2026, 11, 10), {"equality_on"}),
        ("under_way", "", date(2026, 11, 1), {"equality_on"}),
    ],
)
def test_an_equality_assessment_has_its_day_or_its_reason(equality, reason, on, wrong):
    found = equality_faults(equality=equality, reason=reason, on=on, today=TODAY)
    assert set(found) == wrong
