"""One month's report of a milestone: what is entered, and how it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from irp.actions import Faulty, Refused
from irp.history import record, record_all
from irp.models import Conflict, User
from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate
from programmes.actions.completions import is_to_confirm
from programmes.actions.preparation import make_draft
from programmes.actions.standpoints import Standpoint
from programmes.models import MilestoneReport
from programmes.readings.owed import before
from programmes.rules import ReportedBefore, report_faults
from programmes.rules.completion import COMPLETION, Completion
from programmes.words import Delivery


@dataclass(frozen=True)
class MilestoneUpdate:
    """What the person entered for a month. `version` is that of the report seen, 0 for none.

    `draft` says that their page told of a return that is a draft, whose signature nobody cancels.
    """

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
    draft: bool = False


def report_month(
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
    report = entered_report(start, update, by=by, at=at, decided=decided)
    record(report, by=by, at=at, reason=report.reason, happened_on=report.actual_on)
    return report


def entered_report(
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
    milestone, report, last = start.milestone, start.report, start.last
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
    prepared = {"took_part": took_part, "seen_as_draft": update.draft}
    make_draft(start.ret, by=by, at=at, what=milestone.ref, **prepared)
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
