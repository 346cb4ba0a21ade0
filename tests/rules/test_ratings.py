"""Rules 1, 2, 5 and 7: a rating is a judgement, when it needs a reason, and which stands."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from programmes.rules.ratings import (
    change_faults,
    first_given,
    rating_faults,
    ratings_that_stand,
    silence,
)
from programmes.words import DEFINITIONS, Rating, ReturnState, Voice


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
        "Enter the reason for Green despite: 2 open past the forecast date"
    ]
    assert faults(Rating.GREEN, reason="Paid today", signals=("anything",)) == []


@pytest.mark.parametrize("reason", [" ", "\n\t"])
def test_a_blank_reason_is_no_reason(reason):
    assert faults(Rating.RED, reason=reason)


@dataclass(frozen=True)
class Given:
    voice: str
    hour: int

    @property
    def at(self):
        return datetime(2026, 11, 9, self.hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        ("not_started", {}),
        ("draft", {}),
        ("submitted", {}),  # where several SAOs sign, some have still to
        ("signed", {"sao": 12}),
        ("assured", {"sao": 12, "cpmo": 13}),
        ("not_reported", {}),
    ],
)
def test_rules_2_and_17_a_rating_stands_while_its_step_does(state, stands):
    given = [Given("sao", 8), Given("cpmo", 9), Given("sao", 12), Given("cpmo", 13)]
    submitted_at = datetime(2026, 11, 9, 11, tzinfo=UTC)
    found = ratings_that_stand(state=ReturnState(state), submitted_at=submitted_at, given=given)
    assert {voice.value: rating.hour for voice, rating in found.items()} == stands


def test_rule_15_what_was_given_before_the_last_submission_is_void():
    before = [Given("sao", 8), Given("cpmo", 9)]
    for submitted_at in (None, datetime(2026, 11, 9, 11, tzinfo=UTC)):
        assert not ratings_that_stand(
            state=ReturnState.ASSURED, submitted_at=submitted_at, given=before
        )


def test_rule_2_the_first_rating_is_of_what_the_return_says_now():
    """What was given before the last submission is not it, nor what another voice gave."""
    given = [Given("cpmo", 8), Given("sao", 10), Given("cpmo", 11), Given("cpmo", 12)]
    for hour, first in ((7, 8), (9, 11), (12, 12), (13, None)):
        found = first_given(
            Voice.CPMO, submitted_at=datetime(2026, 11, 9, hour, tzinfo=UTC), given=given
        )
        assert (found and found.hour) == first
    assert first_given(Voice.CPMO, submitted_at=None, given=given) is None


@pytest.mark.parametrize(("rating", "reason", "refused"), [
    (Rating.RED, "", True), (Rating.RED, " ", True), (Rating.RED, "Seen", False),
    (Rating.GREEN, "", False),
])  # fmt: skip
def test_rule_2_another_rating_than_the_first_needs_a_reason(rating, reason, refused):
    faults = change_faults(rating=rating, first=Rating.GREEN, reason=reason)
    assert faults == (["Enter the reason for the change from Green to Red"] if refused else [])


@pytest.mark.parametrize(
    ("voice", "state", "is_open", "why"),
    [
        (Voice.SAO, None, True, "awaited"),
        (Voice.SAO, "submitted", True, "awaited"),
        (Voice.SAO, "signed", True, "withheld"),  # it has rated what it has signed
        (Voice.CPMO, "signed", True, "awaited"),
        (Voice.CPMO, "signed", False, "not_rated"),
        (Voice.CPMO, "assured", False, "not_rated"),
        (Voice.SAO, "not_reported", False, "not_reported"),
        (Voice.SAO, None, False, "not_reported"),
    ],
)
def test_rules_2_4_and_16_why_a_voice_is_silent(voice, state, is_open, why):
    known = ReturnState(state) if state else None
    assert silence(voice=voice, state=known, is_open=is_open) == why
