"""Numbers in words: of nothing, of one, of two and of many."""

import pytest

from irp.rules.numbers import all_of, beyond, count_in


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no rows"), (1, "the row"), (2, "both rows"), (3, "all 3 rows"), (1200, "all 1,200 rows")],
)
def test_all_of_some_things(number, words):
    assert all_of(number, "row") == words


def test_all_of_things_whose_name_takes_no_s():
    assert all_of(2, "entry", "entries") == "both entries"


@pytest.mark.parametrize(("most", "left"), [(0, 3), (2, 1), (3, 0), (12, 0)])
def test_how_many_come_after_the_first_so_many(most, left):
    assert beyond("abc", most) == left


def test_how_many_there_are_in_some_groups_together():
    assert (count_in(["ab", "", "cde"]), count_in([])) == (5, 0)
