"""The days a person may type: five years before the intervention to fifteen after it."""

from datetime import date

import pytest

from irp.rules.assumptions import assumption_faults
from irp.rules.window import Window

SHIPPED = Window.around(date(2023, 10, 5), date(2028, 10, 31), before=5, after=15)


@pytest.mark.parametrize(
    ("earliest", "latest", "fits"),
    [
        (date(2018, 10, 5), date(2018, 10, 5), True),
        (date(2018, 10, 4), date(2018, 10, 4), False),
        (date(2018, 10, 1), date(2018, 10, 31), False),
        (date(2043, 10, 1), date(2043, 10, 31), True),
        (date(2043, 10, 31), date(2043, 11, 1), False),
        (date(2026, 6, 1), date(2026, 6, 30), True),
        (None, None, True),
    ],
)
def test_rule_8_a_span_lies_whole_in_the_window_or_is_told_which_it_is(earliest, latest, fits):
    fault = "" if fits else "Enter a date from 5 Oct 2018 to 31 Oct 2043"
    assert SHIPPED.fault(earliest, latest) == fault


def test_a_leap_day_has_a_window_too():
    window = Window.around(date(2024, 2, 29), date(2028, 2, 29), before=1, after=4)
    assert (window.first, window.last) == (date(2023, 2, 28), date(2032, 2, 29))


def test_rule_8_a_window_is_no_wider_than_the_record():
    window = Window.around(date(2001, 5, 1), date(2090, 1, 1), before=5, after=50)
    assert window.words == "Enter a date from 1 Jan 2000 to 31 Dec 2100"


def test_an_intervention_ends_after_it_began():
    days = {"starts_on": date(2023, 10, 5), "ends_on": date(2023, 10, 5)}
    found = assumption_faults(deadlines=[None] * 6, moves=None, periods=None, **days)
    assert found == {"intervention_ends_on": "Enter a day after 5 Oct 2023, on which it began"}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2018, 10, 5), date(2043, 10, 31), "November 2018 to October 2043"),
        (date(2018, 10, 1), date(2043, 10, 30), "October 2018 to September 2043"),
        (date(2018, 12, 31), date(2044, 1, 1), "January 2019 to December 2043"),
    ],
)
def test_rule_8_a_box_of_months_names_the_months_that_are_whole(first, last, words):
    assert Window(first, last).words_for_months() == f"Enter a month from {words}"


def test_a_box_of_months_that_have_begun_names_the_present_one():
    window = Window(date(2018, 10, 5), date(2043, 10, 31))
    words = window.words_for_months(until=date(2026, 11, 29))
    assert words == "Enter a month from November 2018 to November 2026"
    assert window.words_for_months(until=date(2050, 1, 1)).endswith("to October 2043")
