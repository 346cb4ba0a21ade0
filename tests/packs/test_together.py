"""What is read as one stands on one line: dates, references, money, scores, counts (PAGES 6)."""

import pytest

from packs.together import together


def kept(text: str) -> list[str]:
    return [text[start:end] for start, end in together(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "10 Nov 2026", "September 2026", "Sep 2026 (p)", "\u2212£248,508", "-£0.10", "+0.2 points",
        "3,000 days", "PO2-T1-1", "TIB-2026-08-A2", "HOU-R-03", "4 × 4", "Annex B", "section 20",
    ],
)  # fmt: skip
def test_what_is_read_as_one_is_found_among_words(whole):
    assert kept(f"It says ‘{whole}’ among other words") == [whole]


def test_the_signs_of_words_added_and_removed_stay_beside_a_word():
    assert kept("[\u2212 By the end of \u2212]") == ["[\u2212 By", "of \u2212]"]


@pytest.mark.parametrize("text", ["", "NHS-wide, Re-Implementation", "MARCH", "and so on: 1 of 2"])
def test_words_are_broken_as_ever(text):
    assert kept(text) == []


def test_what_no_column_has_room_for_may_be_parted():
    assert kept("£" + "1,000," * 20) == []
