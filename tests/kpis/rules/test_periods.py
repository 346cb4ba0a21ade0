"""Which months a reading is of, whether they are over, when the next one is due (Rule 27)."""

from datetime import date

import pytest

from irp.rules.measuring import Measured
from kpis.rules import Cadence, Owing, due_on, owing, period_fault, period_printed
from kpis.words import Frequency

MONTHLY = Cadence(frequency=Frequency.MONTHLY, lag_months=1)
QUARTERLY = Cadence(frequency=Frequency.QUARTERLY, lag_months=2)
AUTUMN = {date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)}
YEARLY = Cadence(frequency=Frequency.YEARLY, lag_months=0)


@pytest.mark.parametrize(
    ("month", "on", "cadence", "fault"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), Cadence(), "Enter September 2026 or earlier"),
        (date(2026, 10, 1), date(2026, 11, 1), Cadence(), ""),
        (date(2026, 10, 1), date(2026, 12, 31), QUARTERLY, "Enter July 2026 or earlier"),
        (date(2026, 10, 1), date(2027, 1, 1), QUARTERLY, ""),
        (date(2026, 7, 1), date(2026, 11, 9), QUARTERLY, ""),
        (date(2026, 8, 1), date(2026, 11, 9), QUARTERLY, "Enter the first month of the quarter"),
        (date(2025, 12, 1), date(2026, 11, 30), YEARLY, "Enter November 2025 or earlier"),
        (date(2025, 12, 1), date(2026, 12, 1), YEARLY, ""),
        (date(2026, 10, 1), date(2026, 11, 1), Cadence(frequency=Frequency.SURVEY), ""),
    ],
)
def test_rule_27_a_data_period_that_is_not_over_is_refused(month, on, cadence, fault):
    assert period_fault(month, cadence=cadence, on=on).startswith(fault)
    assert bool(period_fault(month, cadence=cadence, on=on)) is bool(fault)


def test_a_data_period_is_printed_with_its_months():
    assert period_printed(date(2026, 6, 1), frequency=None) == "June 2026"
    assert period_printed(date(2026, 4, 1), frequency=Frequency.QUARTERLY) == "Apr to June 2026"
    printed = period_printed(date(2025, 4, 1), frequency=Frequency.YEARLY)
    assert printed == "April 2025 to March 2026"


@pytest.mark.parametrize(
    ("cadence", "month", "day"),
    [
        (MONTHLY, date(2026, 6, 1), date(2026, 7, 31)),
        (QUARTERLY, date(2026, 7, 1), date(2026, 11, 30)),
        (YEARLY, date(2025, 4, 1), date(2026, 3, 31)),
    ],
)
def test_rule_27_a_reading_is_due_its_lag_after_the_end_of_its_data(cadence, month, day):
    assert due_on(month, cadence=cadence) == day


def test_rule_27_due_late_and_missing_readings_are_told_apart():
    read = {date(2026, 5, 1), date(2026, 7, 1)}
    assert owing(read, cadence=MONTHLY, measured=Measured(date(2026, 10, 1))) == Owing(
        due=(date(2026, 9, 1),), late=(date(2026, 8, 1),), missing=(date(2026, 6, 1),)
    )
    at_end = owing(read, cadence=MONTHLY, measured=Measured(date(2026, 9, 30)))
    assert (at_end.due, at_end.late) == ((date(2026, 8, 1),), ())
    assert at_end.since == date(2026, 8, 1)
    month = owing(read, cadence=MONTHLY, measured=Measured.month_end(date(2026, 9, 1)))
    assert (month.due, month.late) == ((date(2026, 9, 1),), (date(2026, 8, 1),))  # Rule 14


def test_rule_27_what_was_passed_over_is_missing_for_a_year():
    read = {date(2025, 7, 1), date(2025, 9, 1), date(2025, 12, 1), *AUTUMN}
    measured = Measured(date(2026, 11, 9))
    gaps = (date(2025, 11, 1), *(date(2026, month, 1) for month in range(1, 8)))
    assert owing(read, cadence=MONTHLY, measured=measured).missing == gaps
    assert (
        owing(AUTUMN, cadence=MONTHLY, measured=measured).missing == ()
    )  # nothing before the first


def test_rule_27_missing_quarters_are_told_from_the_newest_back():
    read = {date(2025, 10, 1), date(2026, 1, 1), date(2026, 7, 1)}
    owed = owing(read, cadence=QUARTERLY, measured=Measured(date(2026, 11, 9)))
    assert owed == Owing(missing=(date(2026, 4, 1),))


@pytest.mark.parametrize(
    "cadence",
    [
        Cadence(),
        Cadence(frequency=Frequency.MONTHLY),
        Cadence(lag_months=1),
        Cadence(frequency=Frequency.SURVEY, lag_months=1),
        Cadence(frequency=Frequency.ONCE, lag_months=1),
    ],
)
def test_nothing_is_owed_where_nobody_said_how_often_and_how_late_figures_come(cadence):
    assert (
        owing({date(2020, 1, 1)}, cadence=cadence, measured=Measured(date(2026, 10, 1))) == Owing()
    )
    assert owing(set(), cadence=MONTHLY, measured=Measured(date(2026, 10, 1))) == Owing()
