"""The plan on a page of some milestones, from their lines: one function for pages and packs."""

from collections.abc import Callable, Sequence
from datetime import date

from irp.rules.date_spans import length_of
from irp.rules.plan_dates import PlanDate
from programmes.charts.gantt import Done, GanttPlan
from programmes.charts.gantt_rows import Bar
from programmes.figures.counts import MilestoneCounts
from programmes.figures.milestones import MilestoneLine, worst_first

MOST = 20  # open rows drawn
Printed = Callable[[PlanDate], str]


def gantt_plan(
    lines: Sequence[MilestoneLine],
    *,
    counts: MilestoneCounts,
    as_at: date,
    printed: Printed,
    most: int = MOST,
) -> GanttPlan:
    """Return the plan on a page of milestones: the longest late first, the completed in one line.

    `counts` are those of the lines; `printed` writes a date as the plan counts its quarters.
    """
    still = worst_first(lines)
    done = [
        Done(day=line.actual_on, is_late=bool(line.days_late))
        for line in lines
        if line.is_done and line.actual_on
    ]
    return GanttPlan(
        title=counts.finding,
        as_at=as_at,
        bars=[gantt_bar(line, printed=printed) for line in still[:most]],
        done=done,
        more=max(0, len(still) - most),
    )


def gantt_bar(line: MilestoneLine, *, printed: Printed, group: str = "") -> Bar:
    """Return a milestone's row of the chart."""
    return Bar(
        label=f"{line.ref} {line.title}",
        start=line.start.earliest,
        baseline=line.baseline.latest,
        baseline_from=stretch_from(line.baseline),
        b0=line.b0.latest,
        forecast=line.forecast.latest if line.forecast else None,
        forecast_from=stretch_from(line.forecast) if line.forecast else None,
        words=printed(line.baseline) or "No date",
        note=f"{length_of(line.days_late)} late" if line.days_late else "",
        group=group,
    )


def stretch_from(day: PlanDate) -> date | None:
    """Return the first day of a date that is a month or longer: it is drawn along all of them."""
    if day.earliest is None or day.latest is None or (day.latest - day.earliest).days < 27:
        return None
    return day.earliest
