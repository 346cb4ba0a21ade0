"""What a month's reports start from, read under the lock of the open period (Rules 15 and 18d)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.actions import Refused, lock_open_period
from irp.models import ReportingPeriod, User
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_month
from programmes.actions.preparation import refuse_beyond_draft, refuse_not_reported
from programmes.models import Milestone, MilestoneReport, OpeningRow, Return
from programmes.readings.open_rows import these_and_last_reports
from programmes.readings.openings_now import openings_of
from programmes.readings.owed import (
    opening_of,
    return_in,
    returns_in,
    row_now,
    this_and_last_report,
)

REPORTS = "programmes.report_milestone"


@dataclass(frozen=True)
class Standpoint:
    """What a report starts from: the row, its period and return, this month's report, the last one.

    The row is as it stands under the lock of the period. Without a last report, `opening` is what
    an earlier tracker said of the milestone (Rule 18c).
    """

    milestone: Milestone
    period: ReportingPeriod
    ret: Return
    report: MilestoneReport | None
    last: MilestoneReport | None
    opening: OpeningRow | None


def standpoint(
    milestone: Milestone, *, month: date, by: User, at: datetime, right: str | None = REPORTS
) -> Standpoint:
    """Lock the open period and read what a report starts from.

    `right` is what the person must have to the row as it stands, None where a decision asks none.
    """
    period = _open_in(month)
    row = _row_to_report(milestone, right, by=by, at=at)
    report, last = this_and_last_report(row, period)
    ret = _to_report_in(row, period, report.ret if report else None, by=by)
    return Standpoint(row, period, ret, report, last, opening_of(row, last))


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
        found.append(Standpoint(row, period, ret, report, last.get(row.pk), openings.get(row.pk)))
    return found


def open_return(
    milestone: Milestone, *, month: date, by: User, at: datetime
) -> tuple[Milestone, Return]:
    """Lock the open period; return a milestone as it stands and the return it is reported in."""
    period = _open_in(month)
    row = _row_to_report(milestone, REPORTS, by=by, at=at)
    return row, _to_report_in(row, period, None, by=by)


def _row_to_report(milestone: Milestone, right: str | None, *, by: User, at: datetime) -> Milestone:
    """Return a row as it stands, for who may report it there; `Refused` for a retired one."""
    row = row_now(milestone)
    if right:
        require(by, right, row, at=at)
    _refuse_retired(row, at=at)
    return row


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
