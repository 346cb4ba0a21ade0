"""One act: what this month says of a milestone (Rules 4, 5, 8, 9)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from irp.actions import Refused, lock_open_period
from irp.history import record
from irp.models import Conflict, ReportingPeriod, User
from irp.permissions import LONDON, require
from irp.rules.plan_dates import PlanDate
from programmes.actions.returns import begin_change
from programmes.models import Milestone, MilestoneReport
from programmes.rules import Delivery, report_faults


class Faulty(Refused):
    """A report whose fields have faults; `faults` names them by field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(*faults.values())
        self.faults = faults


@dataclass(frozen=True)
class MilestoneUpdate:
    """What the person entered. `version` is that of the report they saw, 0 for none."""

    delivery: Delivery
    forecast: PlanDate
    narrative: str
    version: int
    actual_on: date | None = None
    reason: str = ""
    no_change: bool = False


def update_milestone(
    milestone: Milestone, update: MilestoneUpdate, *, by: User, at: datetime
) -> MilestoneReport:
    """Write this month's report of a milestone into the open period.

    Begins the programme's return when it is not started, and reopens it when it was submitted or
    signed, which voids the signature (Rule 15). Raises `Refused` without an open period, `Faulty`
    with the faults by field, `Conflict` when somebody else reported since the form was opened.
    """
    require(by, "programmes.prepare_return", milestone.programme, at=at)
    with transaction.atomic():
        period = lock_open_period()
        report, last = this_and_last_report(milestone, period)
        faults = report_faults(
            delivery=update.delivery,
            last=Delivery(last.delivery) if last else None,
            forecast=update.forecast,
            actual_on=update.actual_on,
            narrative=update.narrative,
            reason=update.reason,
            on=at.astimezone(LONDON).date(),
        )
        if faults:
            raise Faulty(faults)
        if (report.version if report else 0) != update.version:
            raise Conflict(report or MilestoneReport(milestone=milestone, period=period))
        ret = begin_change(milestone.programme, period, by=by, at=at, what=milestone.ref)
        report = report or MilestoneReport(milestone=milestone, period=period, ret=ret)
        _write(report, update, by=by, at=at)
    return report


def _write(report: MilestoneReport, update: MilestoneUpdate, *, by: User, at: datetime) -> None:
    report.delivery = update.delivery.value
    report.forecast = update.forecast
    report.actual_on = update.actual_on
    report.narrative = update.narrative.strip()
    report.reason = update.reason.strip()
    report.no_change = update.no_change
    report.reported_by = by
    report.reported_at = at
    record(report, by=by, at=at, reason=update.reason.strip(), happened_on=update.actual_on)


def this_and_last_report(
    milestone: Milestone, period: ReportingPeriod
) -> tuple[MilestoneReport | None, MilestoneReport | None]:
    """Return the report in this period, if any, and the newest one before it, in one query."""
    newest = list(
        milestone.reports.filter(period__month__lte=period.month)
        .select_related("period")
        .order_by("-period__month")[:2]
    )
    this = next((report for report in newest if report.period_id == period.pk), None)
    last = next((report for report in newest if report.period_id != period.pk), None)
    return this, last
