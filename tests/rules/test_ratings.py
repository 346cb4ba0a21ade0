"""Rules 1, 2, 5 and 7: a rating is a judgement, and when it needs a written reason."""

import pytest

from programmes.rules.ratings import DEFINITIONS, Rating, Voice, rating_faults


def faults(rating, last=None, reason="", signals=()):
    return rating_faults(rating=rating, last=last, reason=reason, signals=signals)


def test_rule_1_every_choice_has_its_definition():
    assert set(DEFINITIONS) == set(Rating)
    assert "highly likely" in DEFINITIONS[Rating.GREEN]
    assert "resolvable" in DEFINITIONS[Rating.AMBER]
    assert "unachievable" in DEFINITIONS[Rating.RED]


def test_rule_2_the_voices_are_named_as_the_council_writes_them():
    assert [voice.label for voice in Voice] == ["SAO", "CPMO"]


@pytest.mark.parametrize("rating", [Rating.AMBER, Rating.RED])
@pytest.mark.parametrize("last", [None, *Rating])
def test_rule_5_amber_and_red_need_a_reason(rating, last):
    assert faults(rating, last) == [f"Enter the reason for {rating.label}"]
    assert faults(rating, last, reason="Staff left") == []


@pytest.mark.parametrize("last", [Rating.AMBER, Rating.RED])
def test_rule_5_a_change_to_green_needs_a_reason_and_says_from_what(last):
    assert faults(Rating.GREEN, last) == [
        f"Enter the reason for the change from {last.label} to Green"
    ]


@pytest.mark.parametrize("last", [None, Rating.GREEN])
def test_rule_5_green_that_stays_green_needs_none(last):
    assert faults(Rating.GREEN, last) == []


def test_rule_7_green_against_a_signal_needs_a_reason_and_names_the_signal():
    assert faults(Rating.GREEN, Rating.GREEN, signals=("2 open past the forecast date",)) == [
        "Enter the reason for Green although: 2 open past the forecast date"
    ]
    assert faults(Rating.GREEN, reason="Paid today", signals=("anything",)) == []


@pytest.mark.parametrize("reason", [" ", "\n\t"])
def test_a_blank_reason_is_no_reason(reason):
    assert faults(Rating.RED, reason=reason)
