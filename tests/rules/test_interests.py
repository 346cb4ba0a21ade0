"""What an interest in an outcome forbids, and from which day to which (Rule 24b)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assurance.facts.interests import InterestFacts
from assurance.figures.interests import interest_lines
from assurance.rules.interests import barred_words, end_faults, interest_faults, is_in_force

FIRST, LAST = date(2026, 11, 9), date(2026, 11, 30)
DAY = timedelta(days=1)


def interest(number=1, **changes):
    values = {
        "number": number, "outcome": 8, "words": "A relation.", "starts_on": FIRST,
        "ends_on": LAST, "by": 7, "by_name": "Ada", "by_post": "Commissioner",
        "at": datetime(2026, 11, 9, tzinfo=UTC), "ended_at": None,
    }  # fmt: skip
    return InterestFacts(**values | changes)


@pytest.mark.parametrize(
    ("on", "holds"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)]
)
def test_rule_24b_an_interest_holds_from_its_first_to_its_last_day(on, holds):
    assert is_in_force(starts_on=FIRST, ends_on=LAST, on=on) is holds
    assert bool(barred_words([interest()], by=7, outcome=8, on=on)) is holds


def test_rule_24b_without_a_last_day_it_goes_on():
    assert is_in_force(starts_on=FIRST, ends_on=None, on=LAST + 400 * DAY)


def test_rule_24b_it_bars_whose_it_is_in_that_outcome_alone():
    assert barred_words([interest()], by=7, outcome=8, on=FIRST) == (
        "You have declared an interest in outcome 8 from 9 Nov 2026. "
        "Another commissioner has to judge it."
    )
    assert barred_words([interest()], by=6, outcome=8, on=FIRST) == ""
    assert barred_words([interest()], by=7, outcome=9, on=FIRST) == ""


def test_faults_say_what_to_type():
    assert interest_faults(words=" ") == {"words": "Enter what the interest is."}
    assert interest_faults(words="A relation.") == {}
    told = {"ends_on": "Enter a last day that is not before 9 Nov 2026"}
    assert end_faults(starts_on=FIRST, ends_on=FIRST - DAY) == told
    assert end_faults(starts_on=FIRST, ends_on=FIRST) == {}


def test_lines_stand_by_outcome_those_in_force_first_and_say_how_they_stand():
    rows = [
        interest(1, ends_on=FIRST), interest(2, ends_on=None),
        interest(3, starts_on=LAST + DAY, ends_on=None), interest(4, outcome=2),
    ]  # fmt: skip
    lines = interest_lines(rows, on=FIRST + DAY)
    assert [(line.facts.number, line.state) for line in lines] == [
        (4, "In force"), (2, "In force"), (3, "Not yet in force"), (1, "Ended"),
    ]  # fmt: skip
