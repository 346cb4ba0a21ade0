"""A month of the demonstration, lived through to its freeze or so far as it has come."""

from datetime import datetime, timedelta
from functools import partial

from exchange.demonstration.acting import act_out
from exchange.demonstration.assessments import begin_drafts, let_voices_assess
from exchange.demonstration.benefits import live_benefits
from exchange.demonstration.board_meetings import hold_boards, prepare_boards
from exchange.demonstration.budgets import live_budgets
from exchange.demonstration.changes import live_changes, record_tib
from exchange.demonstration.concerns import respond
from exchange.demonstration.confirmations import ask_for_confirmation, confirm_completions
from exchange.demonstration.council import Council
from exchange.demonstration.definitions import agree_definitions
from exchange.demonstration.dependencies import act_dependencies
from exchange.demonstration.evidence import cite_what_is_there, live_evidence
from exchange.demonstration.links import live_links
from exchange.demonstration.months import EVENTFUL, Meeting, first_of_month, index, london_moment
from exchange.demonstration.narrative import live_narrative
from exchange.demonstration.official import live_official_words
from exchange.demonstration.people import SHOWN
from exchange.demonstration.points import settle
from exchange.demonstration.readings import entered_in
from exchange.demonstration.receipts import live_receipts
from exchange.demonstration.recommendations import live_recommendations
from exchange.demonstration.register import live_register
from exchange.demonstration.renewal import renew
from exchange.demonstration.requests import live_requests
from exchange.demonstration.restructuring import CLOSED_FROM, begin_another, hand_on_and_close
from exchange.demonstration.savings import live_savings, validate_savings
from exchange.demonstration.serving import say_what_serves
from exchange.demonstration.targets import decide_targets
from exchange.demonstration.tests_judged import judge_tests, lose_and_draft
from exchange.demonstration.timetables import begun, half_done, timetable_of
from exchange.demonstration.writing import MonthOfReturns
from irp.actions import open_period
from irp.history import write_acts
from irp.holidays import england_holidays
from irp.models import ReportingPeriod
from irp.rules.calendar import is_working_day, london_day
from kpis.models import Reading
from kpis.words import Figure
from packs.actions import freeze_period
from programmes.actions import open_cycle


def _opened_at(meeting: Meeting, last: ReportingPeriod | None) -> datetime:
    """Return when a period is opened: on its published day, and after the freeze before it."""
    if last is None or last.frozen_at is None:
        return meeting.opens_at
    return max(meeting.opens_at, last.frozen_at + timedelta(minutes=30))


def live_through(
    council: Council, meeting: Meeting, last: ReportingPeriod | None, *, acted: bool
) -> ReportingPeriod:
    """Open a month, act out or write every return, let the voices assess, and freeze it."""
    head = council.cast.head
    opening = open_cycle if acted else open_period
    period = opening(
        meeting.month,
        tib_on=meeting.tib_on,
        irb_on=meeting.irb_on,
        by=head,
        at=_opened_at(meeting, last),
    )
    if meeting.month >= EVENTFUL:
        opened_at = period.opened_at or meeting.opens_at
        ask_for_confirmation(council.stories, by=head, at=opened_at)
        say_what_serves(council.stories, by=head, at=opened_at)
    if last and meeting.month >= EVENTFUL:
        prepare_boards(council, last, at=london_moment(last.issue_on, 9))
        hold_boards(council, last, until=meeting.days.freeze_on)
    _report(council, meeting, period, acted=acted)
    _live_beside(council, meeting)
    # Who acts as an SAO beside their own post leaves the council's assessments to the others.
    officers = [
        story.officer for story in council.stories if story.officer is not story.delivery_lead
    ]
    let_voices_assess(
        council.requirements, period, cast=council.cast, officers=officers, steps=council.steps
    )
    if meeting.month >= EVENTFUL:
        cite_what_is_there(since=period.opened_at or meeting.opens_at, at=meeting.freezes_at)
    respond(meeting.month, cast=council.cast, at=london_moment(meeting.days.freeze_on, 8))
    judge_tests(meeting.month, cast=council.cast, at=london_moment(meeting.days.freeze_on, 9))
    if acted:
        _settle(council, meeting, at=london_moment(meeting.days.freeze_on, 11))
    if meeting.month >= EVENTFUL:
        validate_savings(council, at=london_moment(meeting.days.freeze_on, 12))
    snapshot = freeze_period(
        period,
        version=period.version,
        reason="Frozen on the published day; what had not come is recorded as not reported.",
        by=head,
        at=meeting.freezes_at,
        drafts=False,
    )
    return snapshot.period


def _report(council: Council, meeting: Meeting, period: ReportingPeriod, *, acted: bool) -> None:
    """Act out or write every programme's return."""
    holidays = england_holidays()
    written = MonthOfReturns(period, council.cast.titles)
    for story in council.stories:
        timetable = timetable_of(story.programme.ref, meeting, holidays=holidays)
        if acted:
            act_out(story, period, timetable)
            confirm_completions(story, period, timetable)
        else:
            written.add(story, timetable)
    written.finish()


def _live_beside(council: Council, meeting: Meeting) -> None:
    """Do what is done beside the returns on the day they are due: risks, changes, readings."""
    due = partial(london_moment, meeting.days.return_due_on)
    live_register(council, meeting.month, at=due(9))
    decide_targets(meeting.month, by=council.cast.head, at=due(10))
    agree_definitions(meeting.month, by=council.cast.head, at=due(10))
    live_changes(council, meeting.month, at=due(12))
    if meeting.month >= EVENTFUL:
        act_dependencies(council, at=due(14))
        live_savings(council, meeting.month, at=due(15))
        live_budgets(council, meeting.month, at=due(16))
        live_benefits(council, meeting.month, at=due(17))
        live_recommendations(council.cast, meeting.month, at=due(13))
        live_requests(council.cast, meeting.month, at=due(13))
        live_narrative(council.cast, meeting.month, at=due(14))
        live_official_words(council.cast, meeting.month, at=due(15))
        live_receipts(council.lots, meeting.month, head=council.cast.head, at=due(16))
        live_links(council, at=due(18))
        live_evidence(council, meeting.month, at=due(18))
    _enter_readings(council, meeting)


def _settle(council: Council, meeting: Meeting, *, at: datetime) -> None:
    """Take asks and challenges a step on."""
    stories = {story.programme.ref: story for story in council.stories}
    head, month = council.cast.head, meeting.month
    settle(stories, head=head, tib_on=meeting.tib_on, month=month, at=at)


def begin(council: Council, meeting: Meeting, last: ReportingPeriod, *, now: datetime) -> None:
    """Open the month that is under way and act out what has happened in it so far.

    In the half hour after a freeze there is none.
    """
    opened_at = _begun_at(meeting, last, now=now)
    if opened_at > now:
        return
    if meeting.month == CLOSED_FROM and last.frozen_at is not None:
        hand_on_and_close(council, at=last.frozen_at + timedelta(minutes=10))
    period = open_cycle(
        meeting.month,
        tib_on=meeting.tib_on,
        irb_on=meeting.irb_on,
        by=council.cast.head,
        at=opened_at,
    )
    if opened_at + timedelta(hours=6) <= now:
        live_register(council, meeting.month, at=opened_at + timedelta(hours=1))
    for story in council.stories:
        ref, holidays = story.programme.ref, england_holidays()
        timetable = begun(ref, meeting, opened_at=opened_at, now=now, holidays=holidays)
        if ref == SHOWN:
            timetable = half_done(timetable)
        act_out(story, period, timetable)
    hold_boards(council, last, until=london_day(now))
    if last.tib_on < now.date():  # the board has met since
        _settle(council, meeting, at=now - timedelta(days=1))
    if london_moment(meeting.days.return_due_on, 11) <= now:
        _enter_readings(council, meeting)
    if (at := _last_morning(now)) > opened_at:
        live_changes(council, meeting.month, at=at)
        if meeting.month >= EVENTFUL:
            live_savings(council, meeting.month, at=at + timedelta(hours=2))
            live_budgets(council, meeting.month, at=at + timedelta(hours=3))
            live_benefits(council, meeting.month, at=at + timedelta(hours=3, minutes=30))
            received = at + timedelta(hours=3)
            live_receipts(council.lots, meeting.month, head=council.cast.head, at=received)
        record_tib(council, meeting.month, at=at + timedelta(hours=5))
        renew(council, meeting.month, at=at + timedelta(hours=6))
        begin_another(council, meeting.month, at=at + timedelta(hours=7))
    lose_and_draft(cast=council.cast, at=max(opened_at, now - timedelta(hours=3)))
    begin_drafts(
        council.requirements, cast=council.cast, at=now - timedelta(hours=2), steps=council.steps
    )


def _begun_at(meeting: Meeting, last: ReportingPeriod, *, now: datetime) -> datetime:
    """Return when the month under way was opened; after the last freeze, if its day lies ahead."""
    opened_at = _opened_at(meeting, last)
    if opened_at > now and last.frozen_at is not None:
        return last.frozen_at + timedelta(minutes=30)
    return opened_at


def _last_morning(now: datetime) -> datetime:
    """Return nine o'clock of the last working day before a moment."""
    day = london_day(now) - timedelta(days=1)
    while not is_working_day(day, holidays=england_holidays()):
        day -= timedelta(days=1)
    return london_moment(day, 9)


def _enter_readings(council: Council, meeting: Meeting) -> None:
    """Enter the month's readings on the day that returns are due; there is no act for it yet."""
    by = council.cast.assurer
    readings = [
        Reading(
            indicator=indicator,
            month=first_of_month(value.month),
            value=value.value,
            figure=(Figure.REVISED if value.revised else Figure.PROVISIONAL).value,
            reason=value.reason,
            by=by,
            by_name=by.name,
            by_post=council.cast.titles[by.pk],
            at=london_moment(meeting.days.return_due_on, 11),
        )
        for indicator, measure in council.indicators
        for value in entered_in(measure, index(meeting.month))
    ]
    write_acts(readings)
