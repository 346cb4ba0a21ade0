"""Rule 10: when recurring rows fall due, what may be reported of it, how it is counted."""

from datetime import UTC, date, datetime

import pytest

from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.facts.occurrences import OccurrenceFacts, RecurringFacts, RecurringRow
from programmes.figures.occurrences import count_occurrences, count_recurring, recurring_line
from programmes.rules.occurrences import (
    due_days,
    first_date_refusal,
    how_often,
    occurrence_faults,
    wants_first,
)
from programmes.rules.reports import ENDED_BY_REQUEST, ReportedBefore, offered, report_faults
from programmes.words import Delivery, ReturnState, Turn

AT = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
ON = date(2026, 11, 9)
HELD, MISSED, NOT_NEEDED = Turn.HELD, Turn.MISSED, Turn.NOT_NEEDED


def when(raw):
    return parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL)


def often(start, end=""):
    return how_often(kind="recurring", start=when(start), end=when(end))


def told(due_on, turn, done_on=None, *, month=None, state=ReturnState.SIGNED):
    return OccurrenceFacts(
        due_on=due_on,
        turn=turn,
        done_on=done_on,
        reason="" if turn is HELD else "Why",
        month=month or due_on.replace(day=1),
        by_name="A",
        at=AT,
        state=state,
    )


def row(start, end, *reported, first_on=None, since=date(2026, 4, 1)):
    facts = RecurringFacts(first_on=first_on, since=since, reported=tuple(reported))
    return RecurringRow(
        ref="CHI-04", programme="CHI", title="Board", start=when(start), end=when(end),
        recurring=facts,
    )  # fmt: skip


MONTHS = [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31),
          date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]  # fmt: skip
SEVEN = (
    *(told(day, HELD, day.replace(day=20)) for day in MONTHS[:4]),
    told(MONTHS[4], NOT_NEEDED),
    told(MONTHS[5], MISSED),
    told(MONTHS[6], HELD, date(2026, 10, 20)),
)


def test_rule_10_occurrences_have_a_line_of_their_own():
    """The worked example: 7 due, 5 held, 1 not needed, 1 missed."""
    line = recurring_line(row("Apr 2024", "Monthly", *SEVEN), measured=Measured(ON))
    assert line.counts.words == "7 due, 5 held, 1 not needed, 1 missed"
    assert [occurrence.due_on for occurrence in line.lines] == MONTHS
    assert line.coming[0] == date(2026, 11, 30)


def test_rule_10_one_missed_spoils_no_other():
    before = recurring_line(row("Apr 2024", "Monthly", *SEVEN[:5]), measured=Measured(ON))
    after = recurring_line(row("Apr 2024", "Monthly", *SEVEN[:6]), measured=Measured(ON))
    assert before.counts.words == "7 due, 4 held, 1 not needed, 0 missed, 2 not reported"
    assert after.counts.words == "7 due, 4 held, 1 not needed, 1 missed, 1 not reported"
    assert [line.due_on for line in before.lines] == [line.due_on for line in after.lines]


def test_rule_10_counting_starts_with_the_first_period_reported_here():
    """The plan's first date is two years earlier."""
    line = recurring_line(row("Apr 2024", "Monthly"), measured=Measured(ON))
    assert (line.counts.due, line.lines[0].due_on) == (7, date(2026, 4, 30))
    unopened = recurring_line(row("Apr 2024", "Monthly", since=None), measured=Measured(ON))
    assert unopened.counts.due == 0


def test_rule_10_without_a_first_date_nothing_is_counted_and_it_says_so():
    line = recurring_line(row("Every 6 weeks", ""), measured=Measured(ON))
    assert (line.words, line.lines, line.coming) == ("First date not set", (), ())
    assert line.counts.first_not_set == 1
    first = date(2026, 9, 1)
    line = recurring_line(row("Every 6 weeks", "", first_on=first), measured=Measured(ON))
    assert [occurrence.due_on for occurrence in line.lines] == [first, date(2026, 10, 13)]
    assert line.coming[0] == date(2026, 11, 24)


def test_rule_14_due_on_30_november_and_held_on_3_december_is_not_held_in_november():
    reported = told(date(2026, 11, 30), HELD, date(2026, 12, 3))
    meetings = row("Apr 2024", "Monthly", reported, since=date(2026, 11, 1))
    november = recurring_line(meetings, measured=Measured.month_end(date(2026, 11, 1)))
    assert november.counts.words == "1 due, 0 held, 0 missed, 1 not reported"
    december = recurring_line(meetings, measured=Measured(date(2026, 12, 10)))
    assert december.counts.words == "1 due, 1 held, 0 missed"
    assert (december.counts.held_late, december.lines[0].days_late) == (1, 3)


def test_rule_14_what_is_due_today_is_not_due_yet_unless_it_was_held():
    on = date(2026, 10, 31)
    meetings = row("Apr 2024", "Monthly", *SEVEN[:6])
    assert recurring_line(meetings, measured=Measured(on)).counts.due == 6
    assert recurring_line(meetings, measured=Measured(on, is_over=True)).counts.due == 7
    early = row("Apr 2024", "Monthly", *SEVEN)
    assert recurring_line(early, measured=Measured(on)).counts.due == 7


def test_rule_16_what_was_frozen_unsigned_does_not_count():
    void = told(MONTHS[0], HELD, MONTHS[0], state=ReturnState.NOT_REPORTED)
    line = recurring_line(row("Apr 2024", "Monthly", void), measured=Measured(ON))
    assert line.lines[0].turn is None
    again = told(MONTHS[0], MISSED, month=date(2026, 6, 1))
    line = recurring_line(row("Apr 2024", "Monthly", void, again), measured=Measured(ON))
    assert line.lines[0].turn is MISSED


def test_counts_of_several_rows_add_up():
    lines = [
        recurring_line(row("Apr 2024", "Monthly", *SEVEN), measured=Measured(ON)),
        recurring_line(row("Every 6 weeks", ""), measured=Measured(ON)),
    ]
    counts = count_occurrences(lines)
    assert (counts.rows, counts.due, counts.held, counts.first_not_set) == (2, 7, 5, 1)


def test_rows_that_are_alike_are_counted_as_each_of_them_is():
    rows = [
        *[row("Apr 2024", "Monthly", *SEVEN)] * 3,
        row("Apr 2024", "Monthly", *SEVEN[:2]),
        *[row("Every 6 weeks", "")] * 2,
    ]
    each = count_occurrences(recurring_line(recurring, measured=Measured(ON)) for recurring in rows)
    assert count_recurring(rows, measured=Measured(ON)) == each
    assert (each.rows, each.first_not_set) == (6, 2)
    assert count_recurring([], measured=Measured(ON)) is None


@pytest.mark.parametrize(
    ("start", "end", "first_on", "days"),
    [
        ("Sep 2024", "6 monthly", None, [date(2024, 9, 30), date(2025, 3, 31), date(2025, 9, 30)]),
        ("31/01/2026", "Monthly", None, [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]),
        ("Every 6 months", "", date(2026, 1, 31),
         [date(2026, 1, 31), date(2026, 7, 31), date(2027, 1, 31)]),
        ("Monthly", "Monthly", None, []),
    ],
)  # fmt: skip
def test_rule_10_due_days_are_counted_from_the_first_date(start, end, first_on, days):
    found = due_days(
        often(start, end), start=when(start), first_on=first_on, until=date(2028, 1, 1)
    )
    assert list(found[:3]) == days


def test_rule_10_only_a_row_without_a_first_date_in_the_plan_is_given_one():
    def refusal(start, end="", has_reported=False):
        return first_date_refusal(
            often=often(start, end), start=when(start), has_reported=has_reported
        )

    assert wants_first(often("Every 6 weeks"), start=when("Every 6 weeks"))
    assert refusal("Every 6 weeks") is None
    assert "change request" in refusal("Every 6 weeks", has_reported=True)
    assert "The plan gives its first date" in refusal("Sep 2024", "6 monthly")
    assert "Only a recurring milestone" in refusal("Sep 2024", "Mar 2025")
    assert not wants_first(often("Every 31 March"), start=UNDATED)


def faults(turn=HELD, done_on=ON, reason="", taken=()):
    return occurrence_faults(
        turn=turn, due_on=ON, done_on=done_on, reason=reason, taken=dict(taken), on=ON
    )


def test_rule_10_an_occurrence_is_held_on_a_day_or_has_a_reason():
    assert faults() == {}
    assert list(faults(done_on=None)) == ["done_on"]
    assert "in the future" in faults(done_on=date(2026, 11, 10))["done_on"]
    for turn in (MISSED, NOT_NEEDED):
        assert list(faults(turn, None, " ")) == ["reason"]
        assert faults(turn, None, "The chair was ill") == {}
        assert list(faults(turn, reason="Why")) == ["done_on"]


def test_rule_10_one_meeting_is_not_two_occurrences():
    found = faults(taken=[(ON, date(2026, 10, 31))])
    assert "The occurrence due 31 Oct 2026 was held on 9 Nov 2026" in found["done_on"]


def test_rule_10_a_recurring_row_is_never_complete_and_ends_by_a_change_request():
    meetings = ReportedBefore(recurs=True)
    assert Delivery.COMPLETE not in offered(meetings)
    found = report_faults(
        delivery=Delivery.COMPLETE, before=meetings, forecast=UNDATED, actual_on=ON,
        narrative="x", reason="x", month=date(2026, 10, 1), on=ON,
    )  # fmt: skip
    assert found["delivery"] == ENDED_BY_REQUEST
    paused = ReportedBefore(delivery=Delivery.PAUSED, recurs=True)
    assert offered(paused) == (Delivery.PAUSED,)
