"""Rules 8 and 14: the day in London, working days and a period's deadlines."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.holidays import england_holidays
from irp.rules.calendar import (
    PeriodDeadlines,
    PeriodOffsets,
    how_far_off,
    how_long_ago,
    is_working_day,
    london_day,
    month_start,
    period_deadlines,
    working_days_after,
    working_days_before,
)

HOLIDAYS = england_holidays()
NONE: frozenset[date] = frozenset()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 4, 2), True),  # Maundy Thursday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 4), False),  # Saturday
        (date(2026, 4, 6), False),  # Easter Monday, a holiday in England and not in Scotland
        (date(2026, 4, 7), True),
        (date(2026, 12, 28), False),  # Boxing Day, in lieu of Saturday
        (date(2026, 1, 2), True),  # a holiday in Scotland only
        (date(2026, 3, 17), True),  # a holiday in Northern Ireland only
    ],
)
def test_rule_14_england_s_bank_holidays_and_weekends_do_not_count(day, working):
    assert is_working_day(day, holidays=HOLIDAYS) is working


def test_rule_14_holidays_reach_the_end_of_the_intervention_and_are_read_once():
    assert date(2028, 8, 28) in HOLIDAYS and date(2024, 5, 6) in HOLIDAYS
    assert england_holidays() is HOLIDAYS


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 4, 8), 1, date(2026, 4, 7)),
        (date(2026, 4, 7), 1, date(2026, 4, 2)),  # back over Easter
        (date(2026, 4, 7), 2, date(2026, 4, 1)),
        (date(2026, 4, 5), 1, date(2026, 4, 2)),  # from a Sunday
        (date(2026, 4, 5), 0, date(2026, 4, 5)),
        (date(2028, 3, 1), 1, date(2028, 2, 29)),
        (date(2026, 1, 2), 3, date(2025, 12, 29)),  # over New Year
    ],
)
def test_rule_14_working_days_before(day, count, before):
    assert working_days_before(day, count, holidays=HOLIDAYS) == before


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 4), 1, date(2026, 4, 7)),
        (date(2026, 4, 2), 0, date(2026, 4, 2)),
        (date(2026, 12, 24), 2, date(2026, 12, 30)),
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
    ],
)
def test_rule_14_working_days_after(day, count, after):
    assert working_days_after(day, count, holidays=HOLIDAYS) == after


@pytest.mark.parametrize("count_from", [working_days_before, working_days_after])
def test_rule_14_a_negative_count_is_refused(count_from):
    with pytest.raises(ValueError, match="0 or more"):
        count_from(date(2026, 4, 7), -1, holidays=NONE)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_rule_8_a_day_begins_at_midnight_in_london(moment, day):
    assert london_day(moment) == day


def test_rule_8_a_moment_without_a_time_zone_has_no_day():
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2026, 6, 30, 23, 0))


def test_rule_14_a_period_is_named_by_the_first_of_its_month():
    assert month_start(date(2028, 2, 29)) == date(2028, 2, 1)
    assert month_start(date(2028, 3, 1)) == date(2028, 3, 1)


def test_rule_14_deadlines_are_worked_back_over_easter():
    deadlines = period_deadlines(
        board_on=date(2026, 4, 16), offsets=PeriodOffsets(), holidays=HOLIDAYS
    )
    assert deadlines == PeriodDeadlines(
        opens_on=date(2026, 3, 19),
        return_due_on=date(2026, 3, 26),
        sign_off_on=date(2026, 3, 30),
        challenge_on=date(2026, 4, 1),
        freeze_on=date(2026, 4, 7),
        issue_on=date(2026, 4, 8),
        board_on=date(2026, 4, 16),
    )


def test_rule_14_the_default_issue_leaves_five_clear_working_days():
    board_on = date(2026, 4, 16)
    issue_on = period_deadlines(
        board_on=board_on, offsets=PeriodOffsets(), holidays=HOLIDAYS
    ).issue_on
    between = (issue_on + timedelta(days=n) for n in range(1, (board_on - issue_on).days))
    assert sum(is_working_day(day, holidays=HOLIDAYS) for day in between) == 5


def test_rule_14_deadlines_may_share_a_day():
    offsets = PeriodOffsets(opens=9, return_due=5, sign_off=5, challenge=5, freeze=0, issue=0)
    deadlines = period_deadlines(board_on=date(2026, 6, 18), offsets=offsets, holidays=HOLIDAYS)
    assert deadlines.return_due_on == deadlines.challenge_on == date(2026, 6, 11)
    assert deadlines.freeze_on == deadlines.issue_on == deadlines.board_on


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"opens": 12}, r"return due \(\d+ \w+ 2026\) is before opening"),
        ({"return_due": 10}, "SAO sign-off .* is before return due"),
        ({"sign_off": 8}, "CPMO challenge .* is before SAO sign-off"),
        ({"challenge": 6}, "freeze .* is before CPMO challenge"),
        ({"freeze": 5}, "issue .* is before freeze"),
        ({"issue": -1}, "0 or more"),
    ],
)
def test_rule_14_a_deadline_before_the_one_it_waits_for_is_refused(change, reason):
    with pytest.raises(ValueError, match=reason):
        period_deadlines(
            board_on=date(2026, 6, 18), offsets=PeriodOffsets(**change), holidays=HOLIDAYS
        )


def test_rule_14_a_board_before_the_issue_is_refused():
    day = date(2026, 6, 18)
    with pytest.raises(ValueError, match=r"board .* is before issue"):
        PeriodDeadlines(
            opens_on=day,
            return_due_on=day,
            sign_off_on=day,
            challenge_on=day,
            freeze_on=day,
            issue_on=day,
            board_on=day - timedelta(days=1),
        )


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(1, 60))
def test_rule_14_before_and_after_count_the_same_days(day, count):
    before = working_days_before(day, count, holidays=HOLIDAYS)
    span = (before + timedelta(days=n) for n in range((day - before).days))
    assert sum(is_working_day(passed, holidays=HOLIDAYS) for passed in span) == count
    if is_working_day(day, holidays=HOLIDAYS):
        assert working_days_after(before, count, holidays=HOLIDAYS) == day


@pytest.mark.parametrize(
    ("day", "ago", "off"),
    [
        (date(2026, 11, 9), "today", "today"),
        (date(2026, 11, 8), "1 day ago", "1 day past"),
        (date(2026, 9, 8), "62 days ago", "62 days past"),
    ],
)
def test_how_long_ago_a_day_was_is_said_in_one_way(day, ago, off):
    on = date(2026, 11, 9)
    assert (how_long_ago(day, on=on), how_far_off(day, on=on)) == (ago, off)


@pytest.mark.parametrize(
    ("day", "off"), [(date(2026, 11, 10), "tomorrow"), (date(2026, 11, 12), "in 3 days")]
)
def test_how_far_off_a_day_is_is_said_in_one_way(day, off):
    assert how_far_off(day, on=date(2026, 11, 9)) == off
