"""Rules 2, 4 and 6: which rating of a voice a long list shows, and how the two compare."""

from datetime import date

import pytest

from programmes.facts import MonthFacts
from programmes.figures.latest import LatestRating, latest_divergence, latest_rating
from programmes.figures.ratings import rating_groups, ratings_strip
from programmes.words import Divergence, Rating, ReturnState, Silence

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def month(of, state, *, is_open=False, sao=None, cpmo=None):
    return MonthFacts(month=of, is_open=is_open, state=state, sao=sao, cpmo=cpmo)


def latest(*newest_first):
    return tuple(latest_rating(strip) for strip in ratings_strip(newest_first))


def test_rule_6_while_a_month_is_awaited_the_last_one_is_shown_and_is_stale():
    sao, cpmo = latest(
        month(NOVEMBER, ReturnState.DRAFT, is_open=True),
        month(OCTOBER, ReturnState.SIGNED, sao=Rating.GREEN),
    )
    assert sao == LatestRating(rating=Rating.GREEN, month=OCTOBER, is_stale=True, is_awaited=True)
    assert (cpmo.silence, cpmo.word, cpmo.is_stale) == (Silence.NOT_RATED, "Not rated", True)


def test_rules_4_and_16_what_nobody_signed_is_not_reported_and_never_the_month_before():
    sao, cpmo = latest(
        month(NOVEMBER, ReturnState.NOT_REPORTED),
        month(OCTOBER, ReturnState.ASSURED, sao=Rating.GREEN, cpmo=Rating.GREEN),
    )
    assert [(voice.rating, voice.word, voice.month) for voice in (sao, cpmo)] == [
        (None, "Not reported", NOVEMBER)
    ] * 2


def test_before_any_month_there_is_nothing_to_show():
    assert latest() == (LatestRating(), LatestRating())


def test_rule_6_missing_and_stale_come_before_green():
    worst_first = [
        LatestRating(), LatestRating(rating=Rating.RED, is_stale=True),
        LatestRating(rating=Rating.RED), LatestRating(rating=Rating.AMBER),
        LatestRating(rating=Rating.GREEN, is_stale=True), LatestRating(rating=Rating.GREEN),
    ]  # fmt: skip
    severities = [rating.severity for rating in worst_first]
    assert severities == sorted(set(severities))


def test_rules_4_and_6_missing_then_worst_and_any_other_silence_last():
    ratings = [Rating.GREEN, Silence.AWAITED, Rating.RED, Silence.NOT_REPORTED, None, Rating.RED]
    groups = rating_groups(enumerate(ratings), says=lambda row: row[1])
    assert [(group.rating.value, [place for place, _ in group.rows]) for group in groups] == [
        ("not_reported", [3]), ("red", [2, 5]), ("amber", []), ("green", [0]), ("awaited", [1]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("of", "compared"), [(OCTOBER, Divergence.LOWER), (NOVEMBER, Divergence.NO_COMPARISON)]
)
def test_rule_2_ratings_of_two_months_are_not_compared(of, compared):
    sao = LatestRating(rating=Rating.GREEN, month=OCTOBER)
    assert latest_divergence(sao, LatestRating(rating=Rating.RED, month=of)) is compared
