"""Rule 7: signals stand beside a rating and name their rule and rows."""

import time

import pytest

from programmes.rules.signals import forecast_moves, signals, unchanged
from programmes.words import Rating, SignalName


def found(**changes):
    given = {
        "rating": Rating.GREEN,
        "past_forecast": [],
        "moving": [],
        "narrative_unchanged": False,
        "moves": 3,
        "periods": 4,
    }
    return signals(**(given | changes))


def test_nothing_to_say_says_nothing():
    assert found() == []


def test_rule_7_green_past_its_forecast_names_its_rows():
    (signal,) = found(past_forecast=["HOU-01", "HOU-04"])
    assert signal.name is SignalName.GREEN_PAST_FORECAST
    assert (signal.words, signal.refs) == ("2 open past the forecast date", ("HOU-01", "HOU-04"))


@pytest.mark.parametrize(
    ("rating", "speaks"),
    [(Rating.GREEN, True), (None, True), (Rating.AMBER, False), (Rating.RED, False)],
)
def test_rule_7_a_past_forecast_speaks_against_green_and_before_any_rating(rating, speaks):
    assert bool(found(rating=rating, past_forecast=["HOU-01"])) is speaks


@pytest.mark.parametrize("rating", [None, *Rating])
def test_rule_7_a_forecast_that_keeps_moving_stands_beside_any_rating(rating):
    (signal,) = found(rating=rating, moving=["HOU-02"])
    assert signal.name is SignalName.FORECAST_KEEPS_MOVING
    assert signal.words == "forecast moved 3 times or more in 4 periods"
    assert signal.refs == ("HOU-02",)


def test_rule_7_an_unchanged_narrative_is_a_signal():
    (signal,) = found(narrative_unchanged=True)
    assert signal.name is SignalName.NARRATIVE_UNCHANGED


@pytest.mark.parametrize(
    ("latests", "moves"), [([], 0), ([1], 0), ([1, 1], 0), ([1, 2, 2, 3], 2), ([1, 2, 1, 2, 1], 4)]
)
def test_moves_are_counted_between_neighbours(latests, moves):
    assert forecast_moves(latests=latests) == moves


TEXT = "The regulator visited in week two and asked for the asbestos register to be completed."


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        (TEXT, TEXT, True),
        (TEXT, TEXT.replace("two", "three"), True),
        (
            TEXT,
            TEXT.replace("week two", "week three and again in week four, with auditors,"),
            False,
        ),
        (TEXT, "Another text altogether, on other matters.", False),
        ("", "", False),
        (TEXT, " ", False),
        ("", TEXT, False),
    ],
)
def test_rule_7_hardly_changed_is_ninety_per_cent_alike(before, now, same):
    assert unchanged(before=before, now=now, alike_percent=90) is same


def test_comparing_two_long_texts_is_quick():
    before, now = "".join(f"word {n} " for n in range(500)), "x" * 4000
    begun = time.perf_counter()
    assert not unchanged(before=before, now=now, alike_percent=90)
    assert time.perf_counter() - begun < 0.5
