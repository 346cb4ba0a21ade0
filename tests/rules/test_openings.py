"""Rule 14: which dates of a period cannot be meant, and which a person confirms."""

from datetime import date

import pytest

from irp.rules.calendar import PeriodOffsets, period_deadlines
from irp.rules.openings import opening_faults, opening_oddities

HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
OCTOBER = date(2026, 10, 1)


def days(tib_on: date):
    return period_deadlines(board_on=tib_on, offsets=PeriodOffsets(), holidays=HOLIDAYS)


def faults(month=OCTOBER, tib_on=date(2026, 11, 24), irb_on=date(2026, 12, 1)):
    return opening_faults(month, days=days(tib_on), irb_on=irb_on)


def odd(month=OCTOBER, tib_on=date(2026, 11, 24), irb_on=date(2026, 12, 1), **known):
    entered = {"last": date(2026, 9, 1), "on": date(2026, 11, 2)} | known
    return opening_oddities(month, days=days(tib_on), irb_on=irb_on, holidays=HOLIDAYS, **entered)


def test_rule_14_usual_dates_are_neither_refused_nor_odd():
    assert (faults(), odd(), odd(last=None)) == ([], [], [])


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"irb_on": date(2026, 11, 23)}, "The IRB meets after the TIB"),
        ({"tib_on": date(2026, 10, 20)}, "too early to report on October 2026"),
        ({"irb_on": date(2027, 2, 1)}, "The IRB of 1 Feb 2027 is more than 3 months after"),
        (
            {"tib_on": date(2028, 11, 24), "irb_on": date(2028, 12, 1)},
            "The TIB of 24 Nov 2028 is more than 3 months after October 2026",
        ),
    ],
)
def test_rule_14_what_cannot_be_meant_is_refused(entered, words):
    assert any(words in fault for fault in faults(**entered))


def test_rule_14_a_quarterly_board_is_possible():
    assert faults(tib_on=date(2027, 1, 29), irb_on=date(2027, 1, 31)) == []


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"tib_on": date(2026, 11, 21)}, "The TIB meets on 21 Nov 2026, which is a Saturday."),
        ({"irb_on": date(2026, 12, 6)}, "The IRB meets on 6 Dec 2026, which is a Sunday."),
        ({"irb_on": date(2026, 12, 28)}, "The IRB meets on 28 Dec 2026, which is a bank holiday."),
        ({"last": date(2026, 8, 1)}, "October 2026 skips the month after August 2026"),
        ({"last": date(2025, 11, 1)}, "October 2026 skips the 10 months after November 2025"),
        ({"on": date(2026, 9, 30)}, "October 2026 has not begun"),
        ({"on": date(2026, 10, 28)}, "Its published opening is to be 29 Oct 2026, not today."),
        ({"on": date(2026, 11, 6)}, "Its returns are due on 5 Nov 2026, which has passed."),
    ],
)
def test_rule_14_what_is_unusual_is_said_alone(entered, words):
    [note] = odd(**entered)
    assert note.startswith(words)
