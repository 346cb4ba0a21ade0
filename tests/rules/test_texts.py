"""What typed text may hold (Rule 5)."""

import pytest

from irp.rules.texts import is_seen, line_fault, opening_of, tidied, with_post


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\u00a0\u3000", "\u2060\ufeff\u0301", "\u2800"]
)
def test_rule_5_what_nobody_sees_is_empty(text):
    assert not is_seen(text)


@pytest.mark.parametrize("text", ["a", "\u200ba", "£", "—", "水", "\N{GRINNING FACE}"])
def test_what_somebody_sees_is_not(text):
    assert is_seen(text)


@pytest.mark.parametrize("char", "\n\r\t\v\x00\x1f\x7f\x85\u2028\u2029\u202e\u2066\ufff9")
def test_a_line_holds_no_line_break_tab_or_turn(char):
    assert "on one line" in line_fault(f"Anne{char}Smith")


@pytest.mark.parametrize(
    "text", ["Żółć O’Neill-Ní", "Zo\u200dë", "\u00a0", "أحمد", "Commis\u00adsioner"]
)
def test_a_line_holds_any_letters(text):
    assert line_fault(text) == ""


@pytest.mark.parametrize(
    ("typed", "prose"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\x85d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb\n", "a\tb\n"),
        ("a\x00\x1f\u202e\ufff9\ud800b", "ab"),
        ("👩\u200d🔧 Żółć", "👩\u200d🔧 Żółć"),
    ],
)
def test_prose_has_one_kind_of_line_end_and_no_control_signs(typed, prose):
    assert tidied(typed) == prose


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Agree the date.", "Agree the date."),
        ("Agree the date. It concerns the whole of the supply.", "Agree the date."),
        ("Agree\nthe new date of the supply", "Agree the new date…"),
        ("A" * 40, "A" * 19 + "…"),
    ],
)
def test_a_text_opens_with_whole_sentences_and_else_with_whole_words(text, opening):
    assert opening_of(text, 20) == opening


@pytest.mark.parametrize(
    ("name", "post", "words"),
    [
        ("Ada Smith", "Chief Executive", "Ada Smith (Chief Executive)"),
        ("Ada Smith", "", "Ada Smith"),
        ("Chief Executive", "Chief Executive", "Chief Executive"),
        ("Chief Executive", "Chief Executive, in place of A", "Chief Executive, in place of A"),
        ("chief executive", "Chief Executive", "Chief Executive"),
        ("", "Chief Executive", "Chief Executive"),
        ("", "", ""),
        ("Sam", "Same-day Care Lead", "Sam (Same-day Care Lead)"),
    ],
)
def test_rule_31_a_name_that_is_the_posts_is_said_once(name, post, words):
    assert with_post(name, post) == words
