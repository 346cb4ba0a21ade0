"""Figures of delivery: one line, one count, one comparison, for pages, packs and lists alike."""

from datetime import UTC, date, datetime

import pytest

from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from programmes.facts import (
    BaselineFacts,
    MilestoneFacts,
    MonthFacts,
    RatingFacts,
    ReportFacts,
    ReturnFacts,
    StepFacts,
)
from programmes.figures.counts import count
from programmes.figures.milestones import by_status, by_workstream, milestone_line
from programmes.figures.positions import position_of
from programmes.figures.programmes import programme_line, returns_signed
from programmes.figures.ratings import counted_ratings, divergence, rating_lines, ratings_strip
from programmes.words import (
    Delivery,
    Divergence,
    MilestoneStatus,
    Rating,
    ReturnState,
    Silence,
    Voice,
)

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
TODAY = Measured(date(2026, 11, 9))
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def when(raw):
    return parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL)


def baseline(number, end, start="Mar 2026"):
    return BaselineFacts(number=number, start=when(start), end=when(end), reason="", at=AT)


def report(delivery="green", month=NOVEMBER, *, state="draft", forecast="Jun 2027", actual_on=None):
    return ReportFacts(
        month=month,
        delivery=Delivery(delivery),
        forecast=when(forecast),
        actual_on=actual_on,
        narrative="Work went on.",
        reason="",
        no_change=False,
        by_name="Person rdl",
        at=AT,
        state=ReturnState(state),
    )


def milestone(*reports, baselines=(), kind="dated", ref="HOU-01", workstream="First"):
    return MilestoneFacts(
        ref=ref,
        programme="HOU",
        number=1,
        title="Inspect every home",
        kind=kind,
        workstream=workstream,
        note="",
        erratum="",
        own_sao=None,
        own_lead_member=None,
        retired_on=None,
        baselines=tuple(baselines) or (baseline(0, "Oct 2026"),),
        reports=reports,
    )


def line(*reports, measured=TODAY, month=NOVEMBER, **changes):
    return milestone_line(milestone(*reports, **changes), measured=measured, month=month)


def counts(*rows, measured=TODAY, month=NOVEMBER):
    """Return the counts of rows, which are the same read whole or as positions."""
    whole = count(rows, measured=measured, month=month)
    assert whole == count(map(position_of, rows), measured=measured, month=month)
    return whole


def test_rule_9_lateness_against_both_baselines_and_the_slip_stand_apart():
    moved = line(report(), baselines=[baseline(0, "Sep 2026"), baseline(1, "Dec 2026")])
    assert (moved.days_late, moved.days_late_b0, moved.slip) == (0, 40, 181)
    assert (moved.baseline_number, moved.status) == (1, MilestoneStatus.DUE)
    found = counts(
        milestone(report(), baselines=[baseline(0, "Sep 2026"), baseline(1, "Dec 2026")])
    )
    assert (found.late, found.late_b0, found.rebaselined, found.due) == (0, 1, 1, 1)


@pytest.mark.parametrize(
    ("descoped_in", "late"), [(OCTOBER, 1), (NOVEMBER, 1), (date(2026, 9, 1), 0)]
)
def test_rule_4_a_row_descoped_while_late_stays_listed_as_such_against_b0(descoped_in, late):
    """Its first date was 31 October: a later baseline does not take it off the list."""
    baselines = [baseline(0, "Oct 2026"), baseline(1, "Dec 2027")]
    found = counts(milestone(report("descoped", descoped_in), baselines=baselines))
    assert (found.descoped_late, found.late, found.late_b0, found.open) == (late, 0, 0, 0)
    assert counts(milestone(report("red"), baselines=baselines)).descoped_late == 0


def test_a_row_that_nobody_reported_is_late_all_the_same():
    bare = line()
    assert (bare.delivery, bare.days_late, bare.is_late, bare.slip) == (None, 9, True, None)
    assert (bare.is_owed, bare.is_stale) == (True, False)


def test_rule_16_a_report_frozen_unsigned_counts_on_no_line():
    lost = report("complete", OCTOBER, state="not_reported", actual_on=date(2026, 10, 3))
    counted = report("red", date(2026, 9, 1), state="assured")
    assert line(lost, counted).delivery is Delivery.RED
    found = counts(milestone(lost, counted))
    assert (found.done, found.late, found.owed) == (0, 1, 1)


def test_a_row_is_owed_until_it_is_reported_and_stale_while_an_older_report_speaks():
    old, now = line(report(month=OCTOBER)), line(report(), report(month=OCTOBER))
    assert (old.is_owed, old.is_stale, now.is_owed, now.is_stale) == (True, True, False, False)
    done = report("complete", OCTOBER, actual_on=date(2026, 10, 3))
    assert not line(done).is_owed
    found = counts(milestone(report(month=OCTOBER)), milestone(report()), milestone(done))
    assert (found.owed, found.reported) == (2, 1)
    assert counts(milestone(), month=None).owed == 0


@pytest.mark.parametrize(
    "reports",
    [
        [],
        [report()],
        [report(month=OCTOBER)],
        [report("complete", OCTOBER, actual_on=date(2026, 10, 3))],
        # Done after the measured day: open in the month (Rule 14), and owing it no report.
        [report("complete", OCTOBER, actual_on=date(2026, 12, 3))],
        [report("complete", actual_on=date(2026, 12, 3)), report(month=OCTOBER)],
        [report("descoped", OCTOBER)],
    ],
)
def test_a_row_says_that_its_report_is_due_where_it_is_counted_as_not_reported(reports):
    assert line(*reports).is_owed == (counts(milestone(*reports)).unreported == 1)


def test_a_row_closed_this_month_was_owed_and_is_reported():
    closing = milestone(report("complete", actual_on=date(2026, 11, 3)), report("green", OCTOBER))
    assert (counts(closing).owed, counts(closing).reported) == (1, 1)


def test_rule_14_november_does_not_know_what_was_done_in_december():
    done = report("complete", actual_on=date(2026, 12, 3), state="assured")
    row = milestone(done, baselines=[baseline(0, "30/11/2026")])
    november = Measured.month_end(NOVEMBER)
    then = milestone_line(row, measured=november, month=NOVEMBER)
    assert (then.status, then.days_late, then.delivery) == (
        MilestoneStatus.LATE,
        1,
        Delivery.COMPLETE,
    )
    found = counts(row, measured=november)
    assert (found.done, found.late, found.done_late) == (0, 1, 0)
    december = Measured.month_end(date(2026, 12, 1))
    after = milestone_line(row, measured=december, month=date(2026, 12, 1))
    assert (after.status, after.days_late) == (MilestoneStatus.DONE, 3)
    found = counts(row, measured=december)
    assert (found.done, found.late, found.done_late) == (1, 0, 1)


def test_rule_10_to_be_confirmed_is_counted_apart():
    row = milestone(report(), baselines=[baseline(0, "TBC", "TBC")], kind="tbc")
    found = counts(row)
    assert (found.unbaselined, found.late, found.due, found.every) == (1, 0, 0, 1)
    assert line(report(), baselines=[baseline(0, "TBC", "TBC")], kind="tbc").days_late is None


def test_rule_9_an_open_row_past_its_own_forecast_is_counted_whatever_its_kind():
    past = report(forecast="08/11/2026")
    assert counts(milestone(past), milestone(past, kind="ongoing")).past_forecast == 2
    closed = report("complete", forecast="08/11/2026", actual_on=date(2026, 11, 1))
    assert counts(milestone(closed)).past_forecast == 0


def test_every_line_has_one_status_and_stands_under_its_workstream():
    lines = [line(ref="A", workstream=None), line(report()), line(report("descoped"))]
    assert sum(by_status(lines).values()) == 3
    assert [(name, len(rows)) for name, rows in by_workstream(lines)] == [(None, 1), ("First", 2)]


# Ratings


def month(first, sao=None, cpmo=None, *, state="assured", is_open=False):
    return MonthFacts(
        month=first,
        is_open=is_open,
        state=ReturnState(state),
        sao=Rating(sao) if sao else None,
        cpmo=Rating(cpmo) if cpmo else None,
    )


@pytest.mark.parametrize(
    ("sao", "cpmo", "found"),
    [
        ("green", "green", Divergence.AGREE),
        ("green", "amber", Divergence.LOWER),
        ("green", "red", Divergence.LOWER),
        ("red", "amber", Divergence.HIGHER),
        (None, "red", Divergence.NO_COMPARISON),
        ("red", None, Divergence.NO_COMPARISON),
    ],
)
def test_rule_2_how_the_cpmo_compares_with_the_sao(sao, cpmo, found):
    given = (Rating(rating) if rating else None for rating in (sao, cpmo))
    assert divergence(*given) is found


def test_a_silent_cpmo_on_a_signed_return_is_not_rated_and_a_missing_return_not_reported():
    months = [
        month(NOVEMBER, state="draft", is_open=True),
        month(OCTOBER, "green", state="signed"),
        month(date(2026, 9, 1), state="not_reported"),
    ]
    sao, cpmo = ratings_strip(months)
    assert [mark.month.month for mark in sao.marks] == [9, 10, 11]
    assert [mark.silence for mark in cpmo.marks] == [
        Silence.NOT_REPORTED,
        Silence.NOT_RATED,
        Silence.AWAITED,
    ]
    assert [mark.rating for mark in sao.marks] == [None, Rating.GREEN, None]


def test_a_strip_is_six_months_long_unless_more_are_asked_for():
    months = [month(date(2026, number, 1), "green") for number in range(9, 0, -1)]
    assert [len(strip.marks) for strip in ratings_strip(months)] == [6, 6]
    assert len(ratings_strip(months, most=12)[0].marks) == 9


def the_return(*moves, ratings=(), state="assured"):
    hours = iter(range(9, 24))
    steps = tuple(
        StepFacts(
            from_state=ReturnState(was),
            to_state=ReturnState(now),
            back_by=None,
            reason="",
            by_name="",
            by_post="",
            at=AT.replace(hour=next(hours)),
        )
        for was, now in moves
    )
    given = tuple(
        RatingFacts(
            voice=Voice(voice),
            rating=Rating(rating),
            reason="As it is.",
            by_name="Person",
            by_post="Post",
            at=AT.replace(hour=hour),
        )
        for voice, rating, hour in ratings
    )
    return ReturnFacts(
        programme="HOU",
        month=NOVEMBER,
        state=ReturnState(state),
        state_since=AT,
        progress="",
        next_steps="",
        path_to_green="",
        help_needed="",
        steps=steps,
        ratings=given,
        signatures=(),
    )


def test_rule_15_a_rating_given_before_the_last_submission_counts_no_more():
    ret = the_return(
        ("draft", "submitted"),
        ("submitted", "draft"),
        ("draft", "submitted"),
        ("submitted", "signed"),
        ratings=[("sao", "green", 9), ("sao", "red", 12)],
        state="signed",
    )
    assert counted_ratings(ret)[Voice.SAO].rating is Rating.RED
    sao, cpmo = rating_lines(ret, month=NOVEMBER, is_open=False)
    assert (sao.rating, sao.silence, sao.reason) == (Rating.RED, None, "As it is.")
    assert (cpmo.rating, cpmo.silence) == (None, Silence.NOT_RATED)


def test_no_return_at_all_is_awaited_and_after_the_freeze_not_reported():
    awaited, missing = (rating_lines(None, month=NOVEMBER, is_open=is_open) for is_open in (1, 0))
    assert [rating_line.silence for rating_line in awaited] == [Silence.AWAITED] * 2
    assert [rating_line.silence for rating_line in missing] == [Silence.NOT_REPORTED] * 2


def test_a_programmes_line_puts_ratings_and_counts_side_by_side():
    found = programme_line(
        number=1,
        ref="HOU",
        name="Housing Improvement",
        aim=3,
        sao="Director of Housing",
        rdl=None,
        lead_member=None,
        months=[month(NOVEMBER, "green", "red"), month(OCTOBER, "green", "green")],
        milestones=[milestone(report()), position_of(milestone())],
        last_signed=NOVEMBER,
        measured=TODAY,
    )
    assert found.divergence is Divergence.LOWER and found.is_received
    assert (found.sao_rating.rating, found.cpmo_rating.month) == (Rating.GREEN, NOVEMBER)
    assert (found.counts.every, found.counts.late, found.counts.reported) == (2, 2, 1)


def test_rule_16_a_return_is_signed_whether_or_not_cpmo_has_assured_it():
    states = (None, *ReturnState)
    found = returns_signed(states)
    assert (found.expected, found.signed, found.assured) == (len(states), 2, 1)
    assert (found.missing, found.to_assure) == (len(states) - 2, 1)
    assert returns_signed(()).missing == 0
