"""The acts that say something of a milestone this month (Rules 4, 5, 8 and 9)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused, lock_open_period
from irp.models import User
from irp.permissions import require
from irp.rules.plan_dates import PlanDate
from programmes.actions.completions import keep_act
from programmes.actions.milestone_reports import (
    MilestoneUpdate,
    entered_report,
    report_month,
    write_reports,
)
from programmes.actions.standpoints import REPORTS, standpoint, standpoints
from programmes.models import Milestone, MilestoneReport
from programmes.readings.owed import before
from programmes.rules.completion import Completion
from programmes.rules.reports import FROM_THOSE_SHOWN, not_reopened, reopens
from programmes.words import CompletionStep, Delivery

NOTHING_TO_REPEAT = "There is no earlier report to repeat. Enter this month’s report."


@dataclass(frozen=True)
class MilestoneDecision:
    """What an approved decision makes of a milestone (Rules 4 and 18). `version` as in a report."""

    delivery: Delivery
    forecast: PlanDate
    reason: str
    month: date
    version: int
    draft: bool = False


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
    require(by, REPORTS, milestone, at=at)
    # Whoever catches a refusal has left the whole act, of which the form's own note is a part.
    with transaction.atomic(savepoint=False):
        start = standpoint(milestone, month=update.month, by=by, at=at)
        return report_month(start, update, by=by, at=at)


def decide_milestone(
    milestone: Milestone, decision: MilestoneDecision, *, by: User, at: datetime
) -> MilestoneReport:
    """Open a completed milestone again, as was decided (Rule 4).

    The month's report says so; what it tells of the month stays. Raises what `update_milestone`
    raises; `Refused` for a row that is not complete, `Faulty` without who decided it and why.
    """
    require(by, "programmes.decide_milestone", at=at)
    with transaction.atomic():
        start = standpoint(milestone, month=decision.month, by=by, at=at, right=None)
        row = start.milestone
        was = before(row, start.report, start.last, opening=start.opening, asks_due=False)
        offered = reopens(was)
        if not offered:
            raise Refused(not_reopened(was))
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
            draft=decision.draft,
        )
        report = report_month(start, update, by=by, at=at, decided=True)
        if start.last:  # it was complete then, and is what is opened again
            step, why, period = CompletionStep.REOPENED, decision.reason, start.period
            keep_act(row, start.last, step, period=period, reason=why, by=by, at=at)
        return report


def repeat_milestone(
    milestone: Milestone,
    *,
    month: date,
    version: int,
    draft: bool = False,
    by: User,
    at: datetime,
) -> MilestoneReport:
    """Report that nothing has changed since the last report: an act with a name and time (Rule 5).

    Delivery, forecast, completion day and reason are those of the last report, and it says so.
    Raises what `update_milestone` raises, and `Refused` where there is no report to repeat.
    """
    require(by, REPORTS, milestone, at=at)
    with transaction.atomic():
        start = standpoint(milestone, month=month, by=by, at=at)
        if start.last is None:
            raise Refused(NOTHING_TO_REPEAT)
        update = repeated(start.last, month=month, version=version, draft=draft)
        return report_month(start, update, by=by, at=at)


def repeated(
    last: MilestoneReport, *, month: date, version: int, draft: bool = False
) -> MilestoneUpdate:
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
        draft=draft,
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

    As `report_changes` does of several.
    """
    (report,) = report_changes([(milestone, forecast)], delivery, reason=reason, by=by, at=at)
    return report


def report_changes(
    changed: Sequence[tuple[Milestone, PlanDate]],
    delivery: Delivery,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> list[MilestoneReport]:
    """Say in the open month's reports what an approved request makes of milestones (4 and 18).

    Each with its forecast. A part of that approval, in its transaction; what the reports tell of
    the month stays. Raises what `update_milestone` raises.
    """
    month = lock_open_period().month
    reports: list[MilestoneReport] = []
    drafts: set[int] = set()
    starts = standpoints([milestone for milestone, _ in changed], month=month, by=by, at=at)
    for (_, forecast), start in zip(changed, starts, strict=True):
        told = start.report.narrative if start.report else ""
        update = MilestoneUpdate(
            delivery=delivery,
            forecast=forecast,
            narrative=told or f"{delivery.label} by an approved change.",
            month=month,
            version=start.report.version if start.report else 0,
            reason=reason,
        )
        reports.append(
            entered_report(
                start,
                update,
                by=by,
                at=at,
                decided=True,
                took_part=start.ret.pk in drafts,
            )
        )
        drafts.add(start.ret.pk)
    write_reports(reports, by=by, at=at)
    return reports
