"""One month's report of a milestone: what it starts from, what is entered, how it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from irp.actions import Faulty, Refused, lock_open_period
from irp.history import record, record_all
from irp.models import Conflict, ReportingPeriod, User
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_month
from irp.rules.plan_dates import PlanDate
from programmes.actions.completions import is_to_confirm
from programmes.actions.preparation import (
    make_draft,
    refuse_beyond_draft,
    refuse_not_reported,
)
from programmes.models import Milestone, MilestoneReport, OpeningRow, Return
from programmes.readings.open_rows import these_and_last_reports
from programmes.readings.openings_now import openings_of
from programmes.readings.owed import (
    before,
    opening_of,
    return_in,
    returns_in,
    this_and_last_report,
)
from programmes.rules import ReportedBefore, report_faults
from programmes.rules.completion import COMPLETION, Completion
from programmes.words import Delivery


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
class Standpoint:
    """What a report starts from: its period and return, this month's report and the last one.

    Without a last one, `opening` is what an earlier tracker said of the milestone (Rule 18c).
    """

    period: ReportingPeriod
    ret: Return
    report: MilestoneReport | None
    last: MilestoneReport | None
    opening: OpeningRow | None


def standpoint(milestone: Milestone, *, month: date, by: User, at: datetime) -> Standpoint:
    """Lock the open period and read what a report starts from."""
    period = _month_of(milestone, month=month, at=at)
    report, last = this_and_last_report(milestone, period)
    ret = _to_report_in(milestone, period, report.ret if report else None, by=by)
    return Standpoint(period, ret, report, last, opening_of(milestone, last))


def standpoints(
    milestones: Sequence[Milestone], *, month: date, by: User, at: datetime
) -> list[Standpoint]:
    """Lock the open period and read what the reports of some milestones start from.

    In four statements at most. Milestones of one programme share their return.
    """
    for milestone in milestones:
        _refuse_retired(milestone, at=at)
    period = _open_in(month)
    this, last = these_and_last_reports([row.pk for row in milestones], period)
    untold = [row.pk for row in milestones if row.pk not in last]
    openings = openings_of(untold) if untold else {}
    own = returns_in(period, {row.programme for row in milestones})
    returns = {ret.pk: ret for ret in own.values()}
    found = []
    for row in milestones:
        report = this.get(row.pk)
        known = own.get(row.programme_id)
        if report:
            report.milestone = row
            known = returns.setdefault(report.ret_id, report.ret)  # it may have been told elsewhere
        ret = _to_report_in(row, period, known, by=by)
        found.append(Standpoint(period, ret, report, last.get(row.pk), openings.get(row.pk)))
    return found


def open_return(
    milestone: Milestone, *, month: date, by: User, at: datetime
) -> tuple[ReportingPeriod, Return]:
    """Lock the open period, and return it with the return in which a milestone is reported."""
    period = _month_of(milestone, month=month, at=at)
    return period, _to_report_in(milestone, period, None, by=by)


def _month_of(milestone: Milestone, *, month: date, at: datetime) -> ReportingPeriod:
    """Return the open period, locked; `Refused` for another month's report or a retired row."""
    _refuse_retired(milestone, at=at)
    return _open_in(month)


def _refuse_retired(milestone: Milestone, *, at: datetime) -> None:
    if not milestone.is_in_force(on=london_day(at)):
        raise Refused(f"{milestone.ref} has been retired. You cannot report on it.")


def _open_in(month: date) -> ReportingPeriod:
    """Return the open period, locked; `Refused` where it is of another month."""
    period = lock_open_period()
    if period.month != month:
        raise Refused(
            f"You wrote this for {printed_month(month)}, which is not open. {period} is open. "
            "Check what you typed, then save it again to report it for that month."
        )
    return period


def _to_report_in(
    milestone: Milestone, period: ReportingPeriod, known: Return | None, *, by: User
) -> Return:
    """Return the return of a period, if not known, that this person may report a row in."""
    ret = known or return_in(period, milestone.programme)
    if ret is None:
        programme = milestone.programme
        if programme.closed_on:
            raise Refused(f"{programme} is closed. It is no longer reported on.")
        raise Refused(
            f"{programme} joined the plan after {period} was opened. It reports from the next one."
        )
    ret.programme, ret.period = milestone.programme, period
    refuse_not_reported(ret)
    refuse_beyond_draft(ret, by=by)
    return ret


def report_month(
    milestone: Milestone,
    start: Standpoint,
    update: MilestoneUpdate,
    *,
    by: User,
    at: datetime,
    decided: bool = False,
) -> MilestoneReport:
    """Write a month's report from its standpoint; the return is a draft again (Rules 5 and 15).

    `decided` tells that it says what an approved decision made of the row. Raises `Conflict`,
    `Refused` and `Faulty` as `update_milestone` says.
    """
    report = entered_report(milestone, start, update, by=by, at=at, decided=decided)
    record(report, by=by, at=at, reason=report.reason, happened_on=report.actual_on)
    return report


def entered_report(
    milestone: Milestone,
    start: Standpoint,
    update: MilestoneUpdate,
    *,
    by: User,
    at: datetime,
    decided: bool = False,
    took_part: bool = False,
) -> MilestoneReport:
    """Return a month's report as `report_month` writes it; its return is a draft by then.

    `took_part` tells that this person was noted as preparing the return in the same act.
    """
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
    took_part = took_part or (report is not None and report.reported_by_id == by.pk)
    make_draft(start.ret, by=by, at=at, what=milestone.ref, took_part=took_part)
    report = report or MilestoneReport(milestone=milestone, period=start.period, ret=start.ret)
    enter(report, update, by=by, at=at)
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


def write_reports(reports: Iterable[MilestoneReport], *, by: User, at: datetime) -> None:
    """Write reports into which what they say was entered, many at once."""
    record_all(
        reports, by=by, at=at, reason=attrgetter("reason"), happened_on=attrgetter("actual_on")
    )


def enter(report: MilestoneReport, update: MilestoneUpdate, *, by: User, at: datetime) -> None:
    """Enter into a month's report what it is to say; that it may be said was found before."""
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
