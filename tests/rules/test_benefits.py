"""Rule 26: benefits are a register of their own; a cashable one is its saving, counted once."""

from datetime import date
from decimal import Decimal

import pytest

from irp.rules.measuring import Measured
from programmes.figures.benefits import printed
from programmes.rules.benefits import benefit_faults, benefit_status, reading_faults
from programmes.words.benefits import BenefitKind, BenefitStatus, Better
from tests.programmes.benefit_steps import values

DAY = date(2027, 3, 31)
TODAY, ENDED = Measured(DAY), Measured(DAY, is_over=True)
AFTER = Measured(date(2027, 4, 1))


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({}, "", ""),
        ({"title": " "}, "title", "what the benefit is"),
        ({"measure": ""}, "measure", "what is measured"),
        ({"baseline": Decimal("NaN")}, "baseline", "digits"),
        ({"target": None}, "target", "a target with the day"),
        ({"target_on": None}, "target_on", "a target with the day"),
        ({"target": None, "target_on": None}, "", ""),
        ({"target": Decimal(60)}, "target", "no worse than the baseline"),
        ({"better": "higher", "target": Decimal(60)}, "", ""),
        ({"kind": "disbenefit", "target": Decimal(60)}, "", ""),
        ({"saving": object(), "measure": "", "unit": "", "baseline": None, "target": None,
          "target_on": None}, "", ""),
    ],
)  # fmt: skip
def test_rule_26_a_benefit_has_a_measure_and_a_target_its_day(changes, field, says):
    faults = benefit_faults(values(**changes))
    assert list(faults) == ([field] if field else [])
    assert says in "".join(faults.values())


def test_rule_26_a_cashable_one_has_no_measure_of_its_own_and_no_readings():
    faults = benefit_faults(values(saving=object()))
    assert set(faults) == {"measure", "unit", "baseline", "target", "target_on"}
    told = reading_faults(Decimal(1), is_cashable=True, saving="SAV-S01")
    assert "SAV-S01: it is counted there, once" in told["value"]
    assert reading_faults(Decimal("Infinity"), is_cashable=False)


@pytest.mark.parametrize(
    ("value", "better", "measured", "status"),
    [
        (None, "lower", TODAY, BenefitStatus.UNREAD),
        (35, "lower", TODAY, BenefitStatus.REACHED),
        (36, "lower", TODAY, BenefitStatus.NOT_YET),
        (36, "lower", ENDED, BenefitStatus.LATE),  # at the end of that day (Rule 14)
        (36, "lower", AFTER, BenefitStatus.LATE),
        (36, "higher", AFTER, BenefitStatus.REACHED),
        (34, "higher", AFTER, BenefitStatus.LATE),
    ],
)
def test_a_reading_stands_to_the_target_the_way_that_is_better(value, better, measured, status):
    found = benefit_status(
        None if value is None else Decimal(value),
        target=Decimal(35), target_on=DAY, better=Better(better), is_cashable=False,
        measured=measured,
    )  # fmt: skip
    assert found is status


def test_a_disbenefits_target_is_a_limit_whatever_its_day():
    limit = {"target": Decimal(35), "target_on": DAY, "better": Better.LOWER, "is_cashable": False,
             "measured": Measured(date(2026, 4, 1)), "kind": BenefitKind.DISBENEFIT}  # fmt: skip
    assert benefit_status(Decimal(36), **limit) is BenefitStatus.BEYOND
    assert benefit_status(Decimal(35), **limit) is BenefitStatus.WITHIN


def test_without_a_target_and_as_a_saving_nothing_is_late():
    benefit = {"target": None, "target_on": None, "better": Better.LOWER, "measured": TODAY}
    assert benefit_status(Decimal(1), is_cashable=False, **benefit) is BenefitStatus.NO_TARGET
    assert benefit_status(None, is_cashable=True, **benefit) is BenefitStatus.CASHABLE


def test_a_number_is_printed_in_its_unit():
    told = [printed(Decimal(number), unit) for number, unit in
            (("12.50", "days"), ("95", "%"), ("-1200", "£"), ("3", ""))]  # fmt: skip
    assert told == ["12.5 days", "95%", "-£1,200", "3"]
    assert printed(None, "days") == ""
