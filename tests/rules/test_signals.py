"""Rule 7: signals stand beside a rating and name their rule and rows."""

import time

import pytest

from irp.words import WITHHELD
from programmes.rules.signals import (
    Found,
    Limits,
    forecast_moves,
    is_beyond,
    is_stale,
    signals,
    unchanged,
)
from programmes.words import Rating, SignalName

LIMITS = Limits(moves=3, periods=4, days=30, months=3)


def found(rating=Rating.GREEN, **rows):
    return signals(Found(**rows), rating=rating, limits=LIMITS)


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
@pytest.mark.parametrize(
    ("rows", "name", "words", "refs"),
    [
        ({"moving": ["HOU-02"]}, SignalName.FORECAST_KEEPS_MOVING,
         "forecast moved 3 times or more in 4 periods", ("HOU-02",)),
        ({"beyond": ["HOU-03"]}, SignalName.BEYOND_TOLERANCE,
         "forecast more than 30 days past its date, no change request", ("HOU-03",)),
        ({"top_risks": ["HOU-R-01"]}, SignalName.TOP_RISK,
         "1 open risk is in the top band", ("HOU-R-01",)),
        ({"late_givers": ["D-101", "D-102"]}, SignalName.GIVER_LATE,
         "2 handovers are expected after the need-by day", ("D-101", "D-102")),
        ({"narrative_unchanged": True}, SignalName.NARRATIVE_UNCHANGED,
         "progress hardly changed since last month", ()),
        ({"stale": ["HOU-04"]}, SignalName.STALE_EVIDENCE,
         "nothing new reported in 3 months", ("HOU-04",)),
    ],
)  # fmt: skip
def test_rule_7_the_others_stand_beside_any_rating(rating, rows, name, words, refs):
    (signal,) = found(rating=rating, **rows)
    assert (signal.name, signal.words, signal.refs) == (name, words, refs)


def test_rule_7_signals_are_told_in_the_order_of_the_rule():
    every = found(
        past_forecast=["A"], moving=["A"], beyond=["A"], top_risks=["R"], late_givers=["D"],
        narrative_unchanged=True, stale=["A"],
    )  # fmt: skip
    assert [signal.name for signal in every] == list(SignalName)


def test_rule_7_what_is_not_known_is_not_watched():
    assert [name for name in SignalName if Found().is_watched(name)] == [
        SignalName.GREEN_PAST_FORECAST,
        SignalName.FORECAST_KEEPS_MOVING,
        SignalName.NARRATIVE_UNCHANGED,
    ]
    known = Found(beyond=(), top_risks=(), late_givers=(), stale=())
    assert all(known.is_watched(name) for name in SignalName)


@pytest.mark.parametrize(
    ("slip", "is_requested", "beyond"),
    [
        (30, False, False),
        (31, False, True),
        (31, True, False),
        (None, False, False),
        (-5, False, False),
    ],
)
def test_rule_7_beyond_tolerance_unless_a_change_is_asked_for(slip, is_requested, beyond):
    assert is_beyond(slip=slip, days=30, is_requested=is_requested) is beyond


@pytest.mark.parametrize(
    ("new", "stale"),
    [
        ([False, False, False], True),
        ([False, False, True], False),
        ([False, False, False, True], True),
        ([True, False, False, False], False),
        ([False, False], False),
        ([], False),
    ],
)
def test_rule_7_evidence_is_stale_after_three_months_without_news(new, stale):
    assert is_stale(new=new, months=3) is stale


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


@pytest.mark.parametrize(("before", "now"), [(WITHHELD, WITHHELD), (WITHHELD, "Held to its date.")])
def test_rule_29_nothing_is_told_of_how_alike_a_withheld_text_is(before, now):
    assert not unchanged(before=before, now=now, alike_percent=1)
