"""A milestone's row: its newest report against its baselines (Rules 8 to 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby

from irp.models import ReportingPeriod
from irp.permissions import LONDON
from irp.rules.plan_dates import UNDATED, PlanDate, slip_days
from programmes.models import Milestone
from programmes.presenters.reported import Reported
from programmes.rules import Delivery, Standing, days_late, standing


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
    late: int | None
    late_b0: int | None
    standing: Standing
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
    b0, baseline = (held_to[0].end, held_to[-1].end) if held_to else (UNDATED, UNDATED)
    delivery = report.delivery if report else None
    late = partial(
        days_late,
        delivery=delivery,
        actual_on=report.actual_on if report else None,
        on=at.astimezone(LONDON).date(),
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
        forecast=report.forecast if report else None,
        slip=slip_days(baseline, report.forecast) if report and still_open else None,
        delivery=delivery,
        # Rule 10: what is not dated is neither late nor on track.
        late=late(baseline=baseline) if milestone.kind == "dated" else None,
        late_b0=late(baseline=b0) if milestone.kind == "dated" else None,
        standing=standing(kind=milestone.kind, baseline=baseline, delivery=delivery, at=at),
        month=report.month if report else None,
        no_change=bool(report and report.no_change),
        is_owed=bool(period and still_open and (report is None or report.month < period.month)),
    )


def by_workstream(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows under the workstreams they stand in, those without one first."""
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.workstream)]
