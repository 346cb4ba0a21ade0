"""Official words: what a load must say, and what tells one version from another (Rule 24d)."""

from datetime import UTC, datetime

import pytest

from assurance.facts.official import OfficialFacts
from assurance.figures.official import judged_on_words, loaded_words, worded_words
from assurance.rules.official import Official, lines_of, official_faults
from assurance.words.official import NONE_GIVEN, RESTATED

IN_FORCE = OfficialFacts(
    version=2,
    says="An agreed plan",
    considerations=("All options",),
    sha256="0" * 64,
    by_name="Ada Smith",
    by_post="Commissioner",
    at=datetime(2026, 11, 3, 10, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("words", "has", "field"),
    [
        (Official(says=""), True, "says"),
        (Official(says="x" * 2001), True, "says"),
        (Official(says="x", considerations=("y",)), False, "considerations"),
        (Official(says="x", considerations=("y",) * 31), True, "considerations"),
        (Official(says="x", considerations=("y" * 1001,)), True, "considerations"),
    ],
)
def test_rule_24d_words_that_cannot_be_loaded_say_what_to_type(words, has, field):
    assert list(official_faults(words, has_considerations=has)) == [field]


def test_rule_24d_words_at_the_bounds_are_taken():
    longest = Official(says="x" * 2000, considerations=("y" * 1000,) * 30)
    assert official_faults(longest, has_considerations=True) == {}
    assert official_faults(Official(says="x"), has_considerations=False) == {}


def test_rule_24d_considerations_are_lines_without_the_marks_of_a_list():
    assert lines_of("• One\n\n- Two\n  * Three ") == ("One", "Two", "Three")
    assert lines_of("  ") == ()


def test_rule_24d_a_version_is_known_by_the_hash_of_all_its_words():
    official = Official(says="One", considerations=("Two",))
    assert official.text == "One\n- Two"
    assert official.sha256 == Official(says="One", considerations=("Two",)).sha256
    assert official.sha256 != Official(says="One").sha256


def test_rule_24d_it_says_which_version_who_loaded_it_and_what_was_judged_on():
    told = "Official words, version 2, loaded 3 Nov 2026 by Ada Smith (Commissioner)"
    assert loaded_words(IN_FORCE) == told
    assert loaded_words(None) == RESTATED == "Restated; not the commissioners’ words"
    assert judged_on_words(2, IN_FORCE) == "Judged on the official words, version 2"
    older = "Judged on version 1; the words changed on 3 Nov 2026"
    assert judged_on_words(1, IN_FORCE) == older
    assert "before official words were loaded" in judged_on_words(NONE_GIVEN, IN_FORCE)
    assert judged_on_words(NONE_GIVEN, None) == ""


def test_rule_24d_how_many_have_official_words_is_said_with_what_the_others_are():
    some = f"Official words: 5 of 90 requirements. The others are marked “{RESTATED}”"
    assert worded_words([True] * 5 + [False] * 85) == some
    assert worded_words([True] * 90) == "Official words: 90 of 90 requirements"
