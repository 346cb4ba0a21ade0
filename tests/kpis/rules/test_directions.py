"""Better, worse or neither, and improving over two periods (Rule 27)."""

from decimal import Decimal
from itertools import product

import pytest

from kpis.rules import direction_of, is_improving, median_of, on_a_year, since_baseline
from kpis.words import Direction, NoDirection, Polarity


def values(*numbers):
    return [Decimal(number) for number in numbers]


def test_rule_27_a_value_is_better_the_way_that_was_agreed():
    for beside, value in product(values(1, 2), repeat=2):
        higher = direction_of(value, beside=beside, polarity=Polarity.HIGHER)
        lower = direction_of(value, beside=beside, polarity=Polarity.LOWER)
        assert direction_of(value, beside=beside, polarity=Polarity.NONE) is None
        if value == beside:
            assert higher is lower is Direction.EQUAL
        else:
            assert {higher, lower} == {Direction.BETTER, Direction.WORSE}
            assert (higher is Direction.BETTER) is (value > beside)


def test_rule_27_without_a_baseline_there_is_no_direction():
    given = {"value": Decimal(2), "baseline": Decimal(1), "polarity": Polarity.HIGHER}
    value = given.pop("value")
    assert since_baseline(value, **given) is Direction.BETTER
    assert since_baseline(value, **given | {"baseline": None}) is NoDirection.NO_BASELINE
    assert since_baseline(None, **given) is NoDirection.NO_READING
    none = given | {"polarity": Polarity.NONE}
    assert since_baseline(value, **none) is NoDirection.NO_POLARITY
    year = {"before": Decimal(3), "has_baseline": True, "polarity": Polarity.HIGHER}
    assert on_a_year(value, **year) is Direction.WORSE
    assert on_a_year(value, **year | {"has_baseline": False}) is NoDirection.NO_BASELINE
    assert on_a_year(value, **year | {"before": None}) is NoDirection.NOT_COMPARABLE
    assert on_a_year(value, **year | {"polarity": Polarity.NONE}) is NoDirection.NO_POLARITY


@pytest.mark.parametrize(
    ("newest_first", "improves"),
    [
        ((3, 2, 1), True),
        ((3, 2), None),  # two points are one period
        ((), None),
        ((3, 3, 1), False),  # equal is not improving
        ((3, 2, 2), False),
        ((2, 3, 1), False),
        ((4, 3, 2, 9), True),  # what came before the three newest does not matter
    ],
)
def test_rule_27_improving_over_two_periods_needs_three_points(newest_first, improves):
    assert is_improving(values(*newest_first), polarity=Polarity.HIGHER) is improves
    falling = [-value for value in values(*newest_first)]
    assert is_improving(falling, polarity=Polarity.LOWER) is improves
    assert is_improving(falling, polarity=Polarity.NONE) is None


def test_a_median_is_of_twelve_readings_or_more():
    assert median_of(values(*range(11))) is None
    assert median_of(values(*range(12))) == Decimal("5.5")
