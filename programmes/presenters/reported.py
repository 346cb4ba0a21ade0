"""A month's report as pages show it, read from the table or, as at a day, from its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from irp.fields import plan_date_of
from irp.rules.calendar import LONDON
from irp.rules.plan_dates import PlanDate
from programmes.models import MilestoneReport, Return
from programmes.words import Delivery, ReturnState


@dataclass(frozen=True)
class Reported:
    """What one period said of one milestone, by whom and when."""

    milestone_id: int
    month: date
    delivery: Delivery
    forecast: PlanDate
    actual_on: date | None
    narrative: str
    reason: str
    no_change: bool
    who: str
    at: datetime
    received: bool
    counts: bool  # False once its return was frozen unsigned: "not reported" for ever (Rule 16)


def end_of(day: date) -> datetime:
    """Return the last moment of a London day: what was believed on it includes all of it."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=LONDON)
    return midnight - timedelta(microseconds=1)


def shown(row: Any, *, received: bool, counts: bool = True) -> Reported:
    """Return a report, or a row of its history, for a page."""
    return Reported(
        milestone_id=row.milestone_id,
        month=row.period.month,
        delivery=Delivery(row.delivery),
        forecast=plan_date_of(row, "forecast"),
        actual_on=row.actual_on,
        narrative=row.narrative,
        reason=row.reason,
        no_change=row.no_change,
        who=row.reported_by.name,
        at=row.reported_at,
        received=received,
        counts=counts,
    )


def newest_that_counts(reports: Iterable[Reported]) -> dict[int, Reported]:
    """Return the newest report that counts of each milestone, from reports oldest first."""
    return {report.milestone_id: report for report in reports if report.counts}


def reports_as_of(moment: datetime, **of: Any) -> list[Reported]:
    """Return the reports of some milestones as history held them at a moment, oldest first.

    Two changes at one moment are both found, and the later written counts. Whether a return had
    been received by then is not told here.
    """
    rows = (
        MilestoneReport.history.filter(history_date__lte=moment)
        .latest_of_each()
        .filter(**of)
        .exclude(history_type="-")
        .select_related("period", "reported_by", "ret")
        .order_by("history_id")
    )
    found = {
        row.id: shown(row, received=False, counts=not _was_lost(row.ret, by=moment)) for row in rows
    }
    return _in_order(found.values())


def _was_lost(ret: Return, *, by: datetime) -> bool:
    """Tell whether a return was frozen unsigned by a moment; that state is its last."""
    if ret.state != ReturnState.NOT_REPORTED or ret.state_since is None:
        return False
    return ret.state_since <= by


def reports_now(reports: Iterable[MilestoneReport]) -> list[Reported]:
    """Return reports read with their period, person and return, oldest first."""
    return _in_order(
        shown(
            row,
            received=ReturnState(row.ret.state).is_received,
            counts=row.ret.state != ReturnState.NOT_REPORTED,
        )
        for row in reports
    )


def _in_order(rows: Iterable[Reported]) -> list[Reported]:
    return sorted(rows, key=lambda row: row.month)


def returns_as_of(moment: datetime, *, programme_id: int, most: int) -> list[Return]:
    """Return a programme's returns as history held them at a moment, newest period first."""
    rows = (
        Return.history.filter(history_date__lte=moment)
        .latest_of_each()
        .filter(programme_id=programme_id)
        .select_related("period")
        .order_by("-period__month", "history_id")
    )
    found: dict[int, Return] = {}
    for row in rows:
        ret = row.instance
        ret.period = row.period
        found[ret.pk] = ret
    return list(found.values())[:most]
