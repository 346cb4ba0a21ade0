"""A milestone's row: its newest report against its baselines (Rules 8 to 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby

from irp.models import ReportingPeriod
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date
from programmes.models import Milestone
from programmes.presenters.reported import Reported
from programmes.rules import days_late, forecast_slip, standing
from programmes.words import Delivery, MilestoneStatus


@dataclass(frozen=True)
class Row:
    """One milestone of the table."""

    ref: str
    title: str
    kind: str
    workstream: str
    erratum: str
    b0: PlanDate
    baseline: PlanDate
    baseline_number: int
    forecast: PlanDate | None
    slip: int | None
    delivery: Delivery | None
    actual_on: date | None
    late: int | None
    late_b0: int | None
    standing: MilestoneStatus
    month: date | None
    no_change: bool
    is_owed: bool  # open, and not reported in the period shown


def milestone_row(
    milestone: Milestone,
    report: Reported | None,
    *,
    period: ReportingPeriod | None,
    at: datetime,
) -> Row:
    """Return a milestone's row from its newest report; its baselines are prefetched."""
    held_to = [row for row in milestone.baselines.all() if row.number == 0 or row.at <= at]
    dates = [deciding_date(row.start, row.end) for row in held_to] or [UNDATED]
    b0, baseline = dates[0], dates[-1]
    delivery = report.delivery if report else None
    forecast = report.forecast if report else None
    actual_on = report.actual_on if report else None
    measured = Measured(london_day(at))
    late = partial(
        days_late, kind=milestone.kind, delivery=delivery, actual_on=actual_on, measured=measured
    )
    still_open = delivery is None or delivery.is_open
    return Row(
        ref=milestone.ref,
        title=milestone.title,
        kind=milestone.kind,
        workstream=milestone.workstream.name if milestone.workstream else "",
        erratum=milestone.erratum,
        b0=b0,
        baseline=baseline,
        baseline_number=held_to[-1].number if held_to else 0,
        forecast=forecast,
        slip=forecast_slip(baseline=baseline, forecast=forecast or UNDATED, delivery=delivery),
        delivery=delivery,
        actual_on=actual_on,
        late=late(baseline=baseline),
        late_b0=late(baseline=b0),
        standing=standing(
            kind=milestone.kind, baseline=baseline, delivery=delivery, measured=measured
        ),
        month=report.month if report else None,
        no_change=bool(report and report.no_change),
        is_owed=bool(period and still_open and (report is None or report.month < period.month)),
    )


def by_workstream(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows under the workstreams they stand in, those without one first."""
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.workstream)]
