"""One act: what this month says of a milestone (Rules 4, 5, 8, 9)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused, lock_open_period
from irp.history import record
from irp.models import Conflict, ReportingPeriod, User
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate
from programmes.actions.completions import is_to_confirm, keep_act
from programmes.actions.preparation import (
    make_draft,
    refuse_beyond_draft,
    refuse_not_reported,
)
from programmes.models import Milestone, MilestoneReport, OpeningRow, Return
from programmes.readings.owed import before, opening_of, return_in, this_and_last_report
from programmes.rules import ReportedBefore, report_faults
from programmes.rules.completion import COMPLETION, Completion
from programmes.rules.reports import FROM_THOSE_SHOWN, reopens
from programmes.words import CompletionStep, Delivery

NOTHING_TO_REPEAT = "There is no earlier report to repeat. Enter this month's report."


BY_REQUEST = (
    "It is not complete, so there is nothing to reopen. Ask for a change to pause, resume or "
    "descope it."
)


@dataclass(frozen=True)
class MilestoneUpdate:
    """What the person entered for a month. `version` is that of the report seen, 0 for none."""

    delivery: Delivery
    forecast: PlanDate
    narrative: str
    month: date
    version: int
    actual_on: date | None = None
    reason: str = ""
    no_change: bool = False
    evidence: str = ""
    no_evidence: str = ""
    handed_to: str = ""


@dataclass(frozen=True)
class MilestoneDecision:
    """What an approved decision makes of a milestone (Rules 4 and 18). `version` as in a report."""

    delivery: Delivery
    forecast: PlanDate
    reason: str
    month: date
    version: int


@dataclass(frozen=True)
class Standpoint:
    """What a report starts from: its period and return, this month's report and the last one.

    Without a last one, `opening` is what an earlier tracker said of the milestone (Rule 18c).
    """

    period: ReportingPeriod
    ret: Return
    report: MilestoneReport | None
    last: MilestoneReport | None
    opening: OpeningRow | None


def update_milestone(
    milestone: Milestone, update: MilestoneUpdate, *, by: User, at: datetime
) -> MilestoneReport:
    """Write this month's report of a milestone into the open period.

    Begins the programme's return when it is not started, and reopens it when it was submitted or
    signed, which voids the signature (Rule 15). Raises `Refused` without an open period, for a
    month that is open no more, for a retired row and for "no change" where something did change;
    `Conflict` when somebody else reported since the form was opened; `Faulty` with the faults by
    field.
    """
    require(by, "programmes.report_milestone", milestone, at=at)
    # Whoever catches a refusal has left the whole act, of which the form's own note is a part.
    with transaction.atomic(savepoint=False):
        start = standpoint(milestone, month=update.month, by=by, at=at)
        return _report(milestone, start, update, by=by, at=at)


def decide_milestone(
    milestone: Milestone, decision: MilestoneDecision, *, by: User, at: datetime
) -> MilestoneReport:
    """Open a completed milestone again, as was decided (Rule 4).

    The month's report says so; what it tells of the month stays. Raises what `update_milestone`
    raises; `Refused` for a row that is not complete, `Faulty` without who decided it and why.
    """
    require(by, "programmes.decide_milestone", at=at)
    with transaction.atomic():
        start = standpoint(milestone, month=decision.month, by=by, at=at)
        was = before(milestone, start.report, start.last, opening=start.opening, asks_due=False)
        offered = reopens(was)
        if not offered:
            raise Refused(BY_REQUEST)
        if decision.delivery not in offered:
            raise Faulty({"delivery": FROM_THOSE_SHOWN})
        told = start.report.narrative if start.report else ""
        update = MilestoneUpdate(
            delivery=decision.delivery,
            forecast=decision.forecast,
            narrative=told or f"{decision.delivery.label} by decision.",
            month=decision.month,
            version=decision.version,
            reason=decision.reason,
        )
        report = _report(milestone, start, update, by=by, at=at, decided=True)
        if start.last:  # it was complete then, and is what is opened again
            step, why, period = CompletionStep.REOPENED, decision.reason, start.period
            keep_act(milestone, start.last, step, period=period, reason=why, by=by, at=at)
        return report


def repeat_milestone(
    milestone: Milestone, *, month: date, version: int, by: User, at: datetime
) -> MilestoneReport:
    """Report that nothing has changed since the last report: an act with a name and time (Rule 5).

    Delivery, forecast, completion day and reason are those of the last report, and it says so.
    Raises what `update_milestone` raises, and `Refused` where there is no report to repeat.
    """
    require(by, "programmes.report_milestone", milestone, at=at)
    with transaction.atomic():
        start = standpoint(milestone, month=month, by=by, at=at)
        if start.last is None:
            raise Refused(NOTHING_TO_REPEAT)
        update = repeated(start.last, month=month, version=version)
        return _report(milestone, start, update, by=by, at=at)


def repeated(last: MilestoneReport, *, month: date, version: int) -> MilestoneUpdate:
    """Return what "no change" reports: what the last report said of all but the month."""
    return MilestoneUpdate(
        delivery=Delivery(last.delivery),
        forecast=last.forecast,
        narrative=f"No change since {last.period}.",
        month=month,
        version=version,
        actual_on=last.actual_on,
        reason=last.reason,
        no_change=True,
        **asdict(Completion.of(last)),
    )


def report_change(
    milestone: Milestone,
    delivery: Delivery,
    *,
    forecast: PlanDate,
    reason: str,
    by: User,
    at: datetime,
) -> MilestoneReport:
    """Say in the open month's report what an approved request makes of a milestone (4 and 18).

    A part of that approval, in its transaction; what the report tells of the month stays. Raises
    what `update_milestone` raises.
    """
    month = lock_open_period().month
    start = standpoint(milestone, month=month, by=by, at=at)
    told = start.report.narrative if start.report else ""
    update = MilestoneUpdate(
        delivery=delivery,
        forecast=forecast,
        narrative=told or f"{delivery.label} by an approved change.",
        month=month,
        version=start.report.version if start.report else 0,
        reason=reason,
    )
    return _report(milestone, start, update, by=by, at=at, decided=True)


def standpoint(milestone: Milestone, *, month: date, by: User, at: datetime) -> Standpoint:
    """Lock the open period and read what a report starts from."""
    if not milestone.is_in_force(on=london_day(at)):
        raise Refused(f"{milestone.ref} has been retired. You cannot report on it.")
    period = lock_open_period()
    if period.month != month:
        raise Refused(
            f"You wrote this for {month:%B %Y}, which is not open. {period} is open. Check what "
            "you typed, then save it again to report it for that month."
        )
    report, last = this_and_last_report(milestone, period)
    ret = report.ret if report else return_in(period, milestone.programme)
    if ret is None:
        programme = milestone.programme
        if programme.closed_on:
            raise Refused(f"{programme} is closed. Nothing of it is reported any more.")
        raise Refused(
            f"{programme} joined the plan after {period} was opened. It reports from the next one."
        )
    ret.programme, ret.period = milestone.programme, period
    refuse_not_reported(ret)
    refuse_beyond_draft(ret, by=by)
    return Standpoint(period, ret, report, last, opening_of(milestone, last))


def _report(
    milestone: Milestone,
    start: Standpoint,
    update: MilestoneUpdate,
    *,
    by: User,
    at: datetime,
    decided: bool = False,
) -> MilestoneReport:
    report, last = start.report, start.last
    if (report.version if report else 0) != update.version:
        unsaved = MilestoneReport(milestone=milestone, period=start.period, version=0)
        raise Conflict(report or unsaved)
    if update.no_change and not _repeats(update, last):
        raise Refused("Something has changed since the last report. Enter a report instead.")
    asks_due = update.delivery is Delivery.GREEN
    was = before(milestone, report, last, opening=start.opening, asks_due=asks_due)
    if faults := faults_of(update, was, on=london_day(at), decided=decided):
        raise Faulty(faults)
    # Who reported the row before was noted then: their words are in the return already.
    took_part = report is not None and report.reported_by_id == by.pk
    make_draft(start.ret, by=by, at=at, what=milestone.ref, took_part=took_part)
    report = report or MilestoneReport(milestone=milestone, period=start.period, ret=start.ret)
    write_report(report, update, by=by, at=at)
    return report


def faults_of(
    update: MilestoneUpdate, was: ReportedBefore, *, on: date, decided: bool = False
) -> dict[str, str]:
    """Return the faults of a month's report by field, on the day it is made."""
    return report_faults(
        delivery=update.delivery,
        before=was,
        month=update.month,
        forecast=update.forecast,
        actual_on=update.actual_on,
        narrative=update.narrative,
        reason=update.reason,
        on=on,
        decided=decided,
        completion=Completion.of(update),
    )


def _repeats(update: MilestoneUpdate, last: MilestoneReport | None) -> bool:
    """Tell whether an update says what the last report said of delivery and dates."""
    return last is not None and (update.delivery, update.forecast, update.actual_on) == (
        last.delivery,
        last.forecast,
        last.actual_on,
    )


def write_report(
    report: MilestoneReport, update: MilestoneUpdate, *, by: User, at: datetime
) -> None:
    """Write what was entered into a month's report; that it may be said was found before."""
    report.delivery = update.delivery.value
    report.to_confirm = is_to_confirm(report.milestone, update.delivery)
    report.forecast = update.forecast
    report.actual_on = update.actual_on
    report.narrative = update.narrative.strip()
    report.reason = update.reason.strip()
    report.no_change = update.no_change
    for name in COMPLETION:
        setattr(report, name, getattr(update, name).strip())
    report.reported_by = by
    report.reported_at = at
    record(report, by=by, at=at, reason=update.reason.strip(), happened_on=update.actual_on)
