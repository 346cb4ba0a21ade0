"""A return acted out through `programmes.actions`: the latest months and the one that is open.

Of the milestones, the first of a return and those that end go through `update_milestone`; the
others are written in bulk in the rows that it writes, the same rule having passed them.
"""

from typing import Any

from exchange.demonstration.dimensions import dimensions_of
from exchange.demonstration.events import Event, ReturnAct, events
from exchange.demonstration.months import dice, index
from exchange.demonstration.occurrences import occurrences_told
from exchange.demonstration.points import ask_of, challenge
from exchange.demonstration.stories import Story
from exchange.demonstration.timetables import Timetable
from irp.history import record_all
from irp.models import ReportingPeriod
from programmes.actions import (
    MilestoneUpdate,
    assure_return,
    rate_return,
    save_return,
    send_back_return,
    sign_return,
    submit_return,
    update_milestone,
)
from programmes.actions.milestones import report_change
from programmes.actions.occurrences import OccurrenceReport, report_occurrence
from programmes.models import MilestoneReport, Occurrence, Return
from programmes.rules.completion import COMPLETION
from programmes.words import Delivery, Turn


def act_out(story: Story, period: ReportingPeriod, timetable: Timetable) -> None:
    """Take the programme's return as far as its timetable goes."""
    month = index(period.month)
    chance = dice("return", story.programme.ref, month)
    lines = story.lines(month, told_at=timetable.reported_at)
    _report(story, story.reports(period, lines, timetable, chance))
    _meet(occurrences_told(story, period, timetable))
    for event in events(story, lines, month, timetable, chance):
        _take(event, story, period)


def _meet(rows: list[Occurrence]) -> None:
    for row in rows:
        report = OccurrenceReport(
            due_on=row.due_on,
            turn=Turn(row.turn),
            done_on=row.done_on,
            reason=row.reason,
            month=row.period.month,
            version=0,
        )
        report_occurrence(row.milestone, report, by=row.reported_by, at=row.reported_at)


def _report(story: Story, rows: list[MilestoneReport]) -> None:
    if not rows:
        return
    at = rows[0].reported_at
    ends = max(1, sum(row.actual_on is not None for row in rows))  # these come first
    one_by_one, in_bulk = rows[:ends], rows[ends:]
    written = [_written(row, decided=row.reported_by == story.head) for row in one_by_one]
    for row in in_bulk:
        row.ret = written[0].ret
    for by in (story.delivery_lead, story.head):
        own = [row for row in in_bulk if row.reported_by == by]
        record_all(own, by=by, at=at, reason=lambda row: row.reason)


def _written(row: MilestoneReport, *, decided: bool) -> MilestoneReport:
    by, at = row.reported_by, row.reported_at
    if not decided:
        return update_milestone(row.milestone, _update(row), by=by, at=at)
    return report_change(
        row.milestone,
        Delivery(row.delivery),
        forecast=row.forecast,
        reason=row.reason,
        by=by,
        at=at,
    )


def _update(row: MilestoneReport) -> MilestoneUpdate:
    return MilestoneUpdate(
        delivery=Delivery(row.delivery),
        forecast=row.forecast,
        narrative=row.narrative,
        month=row.period.month,
        version=0,
        actual_on=row.actual_on,
        reason=row.reason,
        no_change=row.no_change,
        **{name: getattr(row, name) for name in COMPLETION},
    )


def _take(event: Event, story: Story, period: ReportingPeriod) -> None:
    ret = Return.objects.select_related("programme", "period").get(
        programme=story.programme, period=period
    )
    by, at = event.by, event.at
    match event.kind:
        case ReturnAct.WRITE:
            save_return(ret, event.texts, version=ret.version, by=by, at=at)
        case ReturnAct.SUBMIT:
            submit_return(ret, by=by, at=at)
        case ReturnAct.SEND_BACK:
            send_back_return(ret, reason=event.reason, by=by, at=at)
        case ReturnAct.SIGN:
            _sign(ret, event, story)
        case ReturnAct.ASSURE:
            rate_return(ret, rating=event.rating, reason=event.reason, by=by, at=at)
            challenge(ret, by=by, at=at)
            assure_return(ret, by=by, at=at)


def _sign(ret: Return, event: Event, story: Story) -> None:
    """Let everybody sign who has to, the first with the rating (Rule 17)."""
    for turn, (by, post) in enumerate(story.signed_by):
        values: dict[str, Any] = {"rating": None, "reason": ""}
        if turn == 0:
            ask = ask_of(ret, at=event.at)
            judged = dimensions_of(ret.programme.ref, event.rating)
            values = {
                "rating": event.rating,
                "reason": event.reason,
                "ask": ask,
                "dimensions": judged,
            }
        sign_return(ret, post=post, **values, by=by, at=event.at)
