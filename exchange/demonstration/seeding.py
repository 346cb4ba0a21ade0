"""Seed the demonstration: people, then month after month as a council would have lived it.

One transaction: all of it or nothing. Months before the last frozen one keep their snapshot and
get no packs: drawing some sixty would take a quarter of an hour, and any of them can be asked for
on the period's page, since a pack is drawn from its snapshot alone. The TIB and the IRB pack of
the last frozen month are asked for as final and drawn by the Celery worker like any other.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from assurance.actions import change_settings
from exchange.demonstration.acting import act_out
from exchange.demonstration.assessments import begin_drafts, let_voices_assess
from exchange.demonstration.changes import live_changes, split_a_row
from exchange.demonstration.confirmations import ask_for_confirmation, confirm_completions
from exchange.demonstration.council import Council, gather
from exchange.demonstration.dependencies import act_dependencies
from exchange.demonstration.months import (
    EVENTFUL,
    FIRST,
    Meeting,
    first_of_month,
    index,
    london_moment,
    meetings,
)
from exchange.demonstration.occurrences import set_first_dates
from exchange.demonstration.owners import OWNED_FROM, name_owners
from exchange.demonstration.people import SHOWN
from exchange.demonstration.points import settle
from exchange.demonstration.readings import entered_in
from exchange.demonstration.register import live_register
from exchange.demonstration.renewal import renew
from exchange.demonstration.restructuring import (
    CLOSED_FROM,
    begin_another,
    hand_on_and_close,
)
from exchange.demonstration.taken_over import take_over_what_was_done
from exchange.demonstration.targets import decide_targets
from exchange.demonstration.timetables import begun, half_done, timetable_of
from exchange.demonstration.writing import MonthOfReturns
from irp.actions import (
    Refused,
    open_period,
    period_offsets,
    plan_settings,
)
from irp.history import write_acts
from irp.holidays import england_holidays
from irp.models import ReportingPeriod
from irp.rules.calendar import is_working_day, london_day
from kpis.models import Reading
from kpis.words import Figure
from packs.actions import freeze_period, request_pack
from packs.words import EditionStatus, Forum
from programmes.actions import open_cycle
from programmes.models import Programme, Return

BY = "manage.py seed_demo"
OPENS_DAYS = 25  # working days before the TIB: each period opens about when the last is frozen
ACTED = 3  # frozen months, at least, acted out through the actions; `writing` says why not all are


def is_seeded() -> bool:
    """Tell whether the demonstration stands."""
    return plan_settings().demonstration


def seed(*, at: datetime, tell: Callable[[str], object] = lambda line: None) -> None:
    """Seed the history from April 2024 up to the moment `at`.

    Refused where no plan is loaded, where the plan has returns of its own, since a demonstration
    is never mixed into them, and before the first month is frozen. Writes nothing where the
    demonstration stands already.
    """
    if is_seeded():
        tell("The demonstration is seeded already.")
        return
    with transaction.atomic():
        council = _found(at)
        frozen, following = _months_until(at)
        if not frozen:
            raise Refused(f"The demonstration begins when {FIRST:%B %Y} is frozen: a later day.")
        last = None
        for place, meeting in enumerate(frozen):
            acted = place >= len(frozen) - ACTED or meeting.month >= EVENTFUL
            if last and last.frozen_at and meeting.month == CLOSED_FROM:
                hand_on_and_close(council, at=last.frozen_at + timedelta(minutes=10))
            if last and last.frozen_at and meeting.month == OWNED_FROM:
                at_eve = last.frozen_at + timedelta(minutes=5)
                until = following.irb_on + timedelta(days=62)
                name_owners(council, ends_on=until, by=BY, at=at_eve)
            last = _live_through(council, meeting, last, acted=acted)
        assert last is not None
        _ask_for_packs(council, last, now=at)
        _begin(council, following, last, now=at)
        tell(f"Seeded {len(frozen)} frozen months; {last} is the last of them.")


def _found(at: datetime) -> Council:
    if not Programme.objects.exists():
        raise Refused("No plan is loaded. Type ./run manage load_plan first.")
    if Return.objects.exists() or ReportingPeriod.objects.exists():
        raise Refused(
            "The plan has reporting periods or returns of its own, and demonstration data is "
            "never mixed into them. Use another IRP_STATE or database."
        )
    founded_at = london_moment(FIRST, 8)
    settings = plan_settings()
    change_settings(
        {"demonstration": True, "opens_days": OPENS_DAYS},
        version=0 if settings._state.adding else settings.version,
        reason="Demonstration",
        by=BY,
        at=founded_at,
    )
    council = gather(by=BY, at=founded_at)
    set_first_dates(council.stories, at=london_moment(FIRST, 9))
    take_over_what_was_done(council, at=london_moment(FIRST, 10))
    return council


def _months_until(at: datetime) -> tuple[list[Meeting], Meeting]:
    """Return the months frozen before a moment, and the month that follows them."""
    frozen: list[Meeting] = []
    known = meetings(offsets=period_offsets(plan_settings()), holidays=england_holidays())
    following = next(known)
    while following.freezes_at < at:
        frozen.append(following)
        following = next(known)
    return frozen, following


def _opened_at(meeting: Meeting, last: ReportingPeriod | None) -> datetime:
    """Return when a period is opened: on its published day, and after the freeze before it."""
    if last is None or last.frozen_at is None:
        return meeting.opens_at
    return max(meeting.opens_at, last.frozen_at + timedelta(minutes=30))


def _live_through(
    council: Council, meeting: Meeting, last: ReportingPeriod | None, *, acted: bool
) -> ReportingPeriod:
    """Open a month, act out or write every return, let the voices assess, and freeze it."""
    head, holidays = council.cast.head, england_holidays()
    opening = open_cycle if acted else open_period
    period = opening(
        meeting.month,
        tib_on=meeting.tib_on,
        irb_on=meeting.irb_on,
        by=head,
        at=_opened_at(meeting, last),
    )
    if meeting.month >= EVENTFUL:
        ask_for_confirmation(council.stories, by=head, at=period.opened_at or meeting.opens_at)
    written = MonthOfReturns(period, council.cast.titles)
    for story in council.stories:
        timetable = timetable_of(story.programme.ref, meeting, holidays=holidays)
        if acted:
            act_out(story, period, timetable)
            confirm_completions(story, period, timetable)
        else:
            written.add(story, timetable)
    written.finish()
    live_register(council, meeting.month, at=london_moment(meeting.days.return_due_on, 9))
    decide_targets(meeting.month, by=head, at=london_moment(meeting.days.return_due_on, 10))
    live_changes(council, meeting.month, at=london_moment(meeting.days.return_due_on, 12))
    if meeting.month >= EVENTFUL:
        act_dependencies(council, at=london_moment(meeting.days.return_due_on, 14))
    _enter_readings(council, meeting)
    # Who acts as an SAO beside their own post leaves the council's assessments to the others.
    officers = [
        story.officer for story in council.stories if story.officer is not story.delivery_lead
    ]
    let_voices_assess(
        council.requirements, period, cast=council.cast, officers=officers, steps=council.steps
    )
    if acted:
        _settle(council, meeting, at=london_moment(meeting.days.freeze_on, 11))
    kept = freeze_period(
        period,
        version=period.version,
        reason="Frozen on the published day; what had not come is recorded as not reported.",
        by=head,
        at=meeting.freezes_at,
        drafts=False,
    )
    return kept.period


def _settle(council: Council, meeting: Meeting, *, at: datetime) -> None:
    """Take asks and challenges a step on."""
    stories = {story.programme.ref: story for story in council.stories}
    head, month = council.cast.head, meeting.month
    settle(stories, head=head, tib_on=meeting.tib_on, month=month, at=at)


def _begin(council: Council, meeting: Meeting, last: ReportingPeriod, *, now: datetime) -> None:
    """Open the month that is under way and act out what has happened in it so far.

    Where its published day lies ahead it is opened after the last freeze; in the half hour after
    a freeze there is none.
    """
    opened_at = _opened_at(meeting, last)
    if opened_at > now and last.frozen_at is not None:
        opened_at = last.frozen_at + timedelta(minutes=30)
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
        timetable = begun(
            story.programme.ref,
            meeting,
            opened_at=opened_at,
            now=now,
            holidays=england_holidays(),
        )
        if story.programme.ref == SHOWN:
            timetable = half_done(timetable)
        act_out(story, period, timetable)
    if last.tib_on < now.date():  # the board has met since
        _settle(council, meeting, at=now - timedelta(days=1))
    if london_moment(meeting.days.return_due_on, 11) <= now:
        _enter_readings(council, meeting)
    if (at := _last_morning(now)) > opened_at:
        live_changes(council, meeting.month, at=at)
        split_a_row(council, meeting.month, at=at + timedelta(hours=5))
        renew(council, meeting.month, at=at + timedelta(hours=6))
        begin_another(council, meeting.month, at=at + timedelta(hours=7))
    begin_drafts(
        council.requirements, cast=council.cast, at=now - timedelta(hours=2), steps=council.steps
    )


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
            note=value.note,
            by=by,
            by_name=by.name,
            by_post=council.cast.titles[by.pk],
            at=london_moment(meeting.days.return_due_on, 11),
        )
        for indicator, measure in council.indicators
        for value in entered_in(measure, index(meeting.month))
    ]
    write_acts(readings)


def _ask_for_packs(council: Council, last: ReportingPeriod, *, now: datetime) -> None:
    at = min(now, london_moment(last.issue_on, 10))
    for forum in Forum:
        request_pack(
            last, forum, EditionStatus.FINAL, reason="For the board", by=council.cast.head, at=at
        )
