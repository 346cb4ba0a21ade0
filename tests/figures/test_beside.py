"""Facts beside a rating: always shown, neutral, the same on pages and in packs (Rule 7)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from irp.facts import SettingsFacts
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from packs.html import print_environment
from programmes.facts import BaselineFacts, MilestoneFacts, Position, ReportFacts
from programmes.facts.raid import Score
from programmes.figures.beside import MonthBeside, facts_beside, what_changed
from programmes.figures.counts import groups_of
from programmes.figures.milestones import milestone_line
from programmes.figures.watch import Around, top_risks
from programmes.words import (
    Delivery,
    EntryState,
    MilestoneGroup,
    Rating,
    ReturnState,
    SignalName,
)

MONTHS = [date(2026, month, 1) for month in (10, 9, 8, 7, 6)]
SETTINGS = SettingsFacts(
    council="C", demonstration=False, irp_quarters=QuarterConvention.FINANCIAL,
    cap_quarters=QuarterConvention.CALENDAR, intervention_ends_on=date(2028, 10, 31),
    moves_watched=3, periods_watched=4, narrative_alike_percent=95,
)  # fmt: skip
TODAY = Measured(date(2026, 11, 9))


def when(raw):
    return parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL)


def milestone(ref, due, *forecasts, delivery=Delivery.GREEN, before=Delivery.GREEN):
    """Return a milestone with a report a month, the newest first."""
    at = datetime(2026, 11, 2, tzinfo=UTC)
    reports = [
        ReportFacts(
            month=month, delivery=delivery if place == 0 else before, forecast=when(raw),
            actual_on=date(2026, 10, 30) if place == 0 and delivery is Delivery.COMPLETE else None,
            narrative="", reason="", no_change=False, by_name="A", at=at, state=ReturnState.SIGNED,
        )
        for place, (month, raw) in enumerate(zip(MONTHS, forecasts, strict=False))
    ]  # fmt: skip
    return MilestoneFacts(
        ref=ref, programme="HOU", number=1, title=ref, kind="dated", workstream=None, note="",
        erratum="", own_sao=None, own_lead_member=None, retired_on=None, reports=tuple(reports),
        baselines=(BaselineFacts(number=0, start=when(due), end=when(due), reason="", at=at),),
    )  # fmt: skip


ROWS = [
    milestone("A-1", "Sep 2026", "Dec 2026", "Dec 2026"),
    milestone("A-2", "Apr 2025", "Mar 2027", "Feb 2027", "Jan 2027", "Dec 2026", "Nov 2026",
              delivery=Delivery.RED),
    milestone("A-3", "Mar 2027", "Mar 2027", "Mar 2027", "Feb 2027"),
    milestone("A-4", "Mar 2027", "TBC", "Mar 2027", delivery=Delivery.COMPLETE),
]  # fmt: skip


def facts(rating=Rating.GREEN, rows=ROWS, **given):
    of = MonthBeside(month=MONTHS[0], opened=MONTHS, rating=rating)
    return facts_beside(rows, of=of, settings=SETTINGS, measured=TODAY, **given)


def test_rule_14_they_say_that_they_count_on_after_the_month_that_a_pack_counts_to():
    assert facts().month_ended == date(2026, 10, 31)
    of = MonthBeside(month=MONTHS[0], opened=MONTHS)
    for measured in (Measured(date(2026, 10, 31)), Measured.month_end(MONTHS[0])):
        beside = facts_beside(ROWS, of=of, settings=SETTINGS, measured=measured)
        assert beside.month_ended is None


def test_late_rows_with_their_days_red_rows_and_forecasts_that_moved():
    beside = facts()
    assert [(line.ref, line.days_late) for line in beside.late] == [("A-2", 558), ("A-1", 40)]
    assert [line.ref for line in beside.red] == ["A-2"]
    assert [(row.ref, row.is_this_month, row.days, row.times) for row in beside.moved] == [
        ("A-2", True, 31, 4),
        ("A-3", False, None, 1),
    ]


def test_rule_14_a_row_completed_after_the_measured_day_is_no_moved_forecast():
    """Its last report names no forecast, for there is none: line and count say the same."""
    facts = milestone("A-4", "Sep 2026", "TBC", "Dec 2026", delivery=Delivery.COMPLETE)
    measured = Measured(date(2026, 10, 29))  # the day before it was completed
    line = milestone_line(facts, measured=measured, month=MONTHS[0])
    position = Position(
        ref="A-4", programme="HOU", own_sao=None, reported_by=None, kind="dated",
        b0_latest=facts.baselines[0].end.latest, baseline_latest=facts.baselines[0].end.latest,
        moves=0, delivery=Delivery.COMPLETE, actual_on=date(2026, 10, 30), forecast_latest=None,
        month=MONTHS[0], delivery_before=Delivery.GREEN, forecast_before=date(2026, 12, 31),
        is_unconfirmed=False,
    )  # fmt: skip
    groups = groups_of(position, measured=measured, month=MONTHS[0])
    assert line.is_late and MilestoneGroup.LATE in groups
    assert not line.has_moved and MilestoneGroup.MOVED not in groups


def test_rule_9_a_row_with_a_later_baseline_stays_late_against_its_original_date():
    first = milestone("A-5", "Sep 2026", "Mar 2027")
    later = replace(first.baselines[0], number=1, start=when("Mar 2027"), end=when("Mar 2027"))
    beside = facts(rows=[replace(first, baselines=(*first.baselines, later)), *ROWS])
    assert [(line.ref, line.days_late_b0) for line in beside.late_b0] == [("A-5", 40)]
    assert "A-5" not in [line.ref for line in beside.late]


def test_rule_7_each_signal_names_its_rule_and_rows_and_none_says_what_is_checked():
    (signal,) = facts().signals
    assert (signal.name, signal.refs) == (SignalName.FORECAST_KEEPS_MOVING, ("A-2",))
    assert facts(rows=ROWS[:1]).signals == ()
    assert facts().checks == (
        "Green with a milestone past its forecast",
        "a forecast that moved 3 times or more in 4 periods",
        "a progress text that hardly changed",
    )


EVERY = replace(SETTINGS, forecast_tolerance_days=30, stale_months=2)
KNOWN = Around(top_risks=("HOU-R-01",), late_givers=("D-101",), requested=frozenset({"A-3"}))


def watched(rows, around=KNOWN, **given):
    of = MonthBeside(month=MONTHS[0], opened=MONTHS, rating=Rating.GREEN, around=around, **given)
    return facts_beside(rows, of=of, settings=EVERY, measured=TODAY)


def test_rule_7_what_stands_around_the_reports_is_watched_too():
    far = [milestone(ref, "Mar 2027", "Jun 2027", "Jun 2027") for ref in ("A-3", "A-4")]
    found = {signal.name: signal.refs for signal in watched(far).signals}
    assert found == {
        SignalName.BEYOND_TOLERANCE: ("A-4",),
        SignalName.TOP_RISK: ("HOU-R-01",),
        SignalName.GIVER_LATE: ("D-101",),
    }
    assert "D-101" in printed(watched(far))
    quiet = watched([], around=Around(top_risks=(), late_givers=(), requested=frozenset()))
    assert len(quiet.checks) == 7
    assert printed(quiet).count("a forecast more than 30 days past its date without a change") == 1


def test_rule_7_a_row_that_says_no_change_month_after_month_is_stale():
    row = milestone("A-5", "Mar 2027", "Mar 2027", "Mar 2027", "Mar 2027")
    same = [replace(report, no_change=True) for report in row.reports]
    found = watched([replace(row, reports=tuple(same))], around=Around()).signals
    assert [(signal.name, signal.refs) for signal in found] == [
        (SignalName.STALE_EVIDENCE, ("A-5",))
    ]
    told = (replace(same[0], no_change=False), *same[1:])
    assert watched([replace(row, reports=told)], around=Around()).signals == ()


def test_rule_7_top_risks_are_the_open_ones_in_the_top_band():
    top, low = Score(impact=5, likelihood=5), Score(impact=1, likelihood=1)
    rows = [("R-2", EntryState.OPEN, top), ("R-1", EntryState.OPEN, top),
            ("R-3", EntryState.CLOSED, top), ("R-4", EntryState.OPEN, low),
            ("R-5", EntryState.OPEN, None)]  # fmt: skip
    assert top_risks(rows) == ("R-1", "R-2")


def printed(beside):
    source = """{% from "components/facts_beside.html" import facts_beside %}
    {% macro to(ref, of=none) %}{{ ref }}{% endmacro %}{{ facts_beside(beside, to) }}"""
    text = print_environment().from_string(source).render(beside=beside)
    return " ".join(Markup(text).striptags().split())


def test_a_page_shows_them_and_folds_what_is_checked_for():
    assert "A-2 (558 days), A-1 (40 days)" in printed(facts())
    assert "A-2 31 days later this month (moved 4 times in 4 periods)" in printed(facts())
    quiet = printed(facts(rows=[]))
    assert quiet.count("None") == 3
    assert "No warning signs this month We check for: Green with a milestone past" in quiet


def test_of_many_rows_the_longest_late_are_named_and_the_rest_counted():
    many = [milestone(f"A-{number:02}", "Apr 2025", "Mar 2027") for number in range(1, 16)]
    text = printed(facts(rows=many))
    assert "A-12 (558 days) and 3 more" in text and "A-13 (558 days)" not in text


def test_what_a_snapshot_did_not_keep_is_not_told_as_none():
    """DESIGN 2a: schema 1 kept no month before."""
    beside = facts(is_kept=False)
    assert (beside.moved, beside.signals) == (None, None)
    assert printed(beside).count("ot recorded") == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROWS[0], ("No change",)),
        (ROWS[1], ("Green to Red", "Forecast 31 days later")),
        (ROWS[3], ("Green to Complete",)),
        (milestone("A-5", "Mar 2027", "Mar 2027"), ("First report",)),
        (milestone("A-6", "Mar 2027", "Mar 2027", "TBC"), ("Forecast dated",)),
        (milestone("A-7", "Mar 2027", "TBC", "Mar 2027"), ("Forecast without a date now",)),
        (milestone("A-8", "Mar 2027", "Feb 2027", "Mar 2027"), ("Forecast 31 days earlier",)),
        (milestone("A-9", "Mar 2027"), ()),
    ],
)
def test_what_a_report_changed_from_the_one_before(row, words):
    assert what_changed(milestone_line(row, measured=TODAY, month=MONTHS[0])) == words


def test_rule_16_what_was_frozen_unsigned_moves_no_forecast():
    row = ROWS[1]
    newest, before, *rest = row.reports
    unsigned = replace(before, state=ReturnState.NOT_REPORTED, forecast=when("Jun 2028"))
    told = facts(rows=[replace(row, reports=(newest, unsigned, *rest))])
    assert [(moved.ref, moved.times) for moved in told.moved] == [("A-2", 3)]
