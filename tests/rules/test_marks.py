"""The marks of ratings: shape and word for each, and no colour where nothing was reported."""

import pytest

from irp.marks import MARKS, mark_of


def test_every_rating_has_its_own_shape_word_and_initials():
    """Rule 32: never colour alone, so neither shape nor word may serve two ratings."""
    for part in ("shape", "word", "short"):
        assert len({getattr(mark, part) for mark in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_rating_is_not_reported(nothing):
    """Rule 4: what was not reported is said so, and is no colour."""
    assert mark_of(nothing).word == "Not reported"


@pytest.mark.parametrize("written", ["not_started", "Not started", "NOT-STARTED"])
def test_a_rating_is_known_however_it_is_written(written):
    assert mark_of(written).key == "not_started"


def test_a_word_that_is_no_rating_is_refused():
    """Rule 3: a KPI status is another type and must not pass for a rating."""
    with pytest.raises(ValueError, match="no rating"):
        mark_of("improving")
