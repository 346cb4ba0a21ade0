"""The plan on a page of all programmes, or of an aim: open milestones under their programmes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from irp.charts import Drawing
from irp.models import Aim
from irp.readings import Source
from irp.rules.date_spans import length_of
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, printed
from programmes.charts.gantt import Done, GanttPlan, gantt
from programmes.charts.gantt_rows import Bar
from programmes.charts.plan import stretch_from
from programmes.facts import Position
from programmes.figures.counts import count, groups_of, late_rows, milestone_urgency
from programmes.readings.listed import Dates, listed, milestone_dates
from programmes.rules.withheld import Reader
from programmes.words import MilestoneGroup

MOST = 60  # open rows drawn


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """An open milestone of the plan on a page."""

    position: Position
    dates: Dates
    programme: str  # its name
    days_late: int

    def bar(self, quarters: QuarterConvention) -> Bar:
        """Return its row of the chart."""
        dates, row = self.dates, self.position
        return Bar(
            label=f"{row.ref} {dates.title}",
            start=dates.start.earliest,
            baseline=dates.baseline.latest,
            baseline_from=stretch_from(dates.baseline),
            b0=dates.b0.latest,
            forecast=row.forecast_latest,
            words=printed(dates.baseline, quarters=quarters),
            note=f"{length_of(self.days_late)} late" if self.days_late else "",
            group=self.programme,
        )


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """The open milestones drawn, and the aims to choose among."""

    drawing: Drawing | None  # None where the record held no milestone
    rows: tuple[PlanRow, ...]
    aims: tuple[tuple[int, str], ...]
    aim: int | None
    quarters: QuarterConvention


def plan_sheet(
    source: Source, *, aim: str, measured: Measured, reader: Reader, quarters: str
) -> PlanSheet:
    """Return the plan on a page; `aim` is an aim's number, "" for all of them."""
    found, convention = listed(source, on=measured.on, reader=reader), QuarterConvention(quarters)
    aims = sorted(source.rows(Aim), key=lambda row: row.number)
    chosen = next((row for row in aims if str(row.number) == aim), None)
    every = [
        row
        for row in found.positions
        if chosen is None or found.programmes[row.programme].aim == chosen.id
    ]
    still = [row for row in every if _is(MilestoneGroup.OPEN, row, measured)]
    still.sort(key=lambda row: milestone_urgency(row, measured=measured))
    # Under their programmes, the one with the longest late row first.
    places = {ref: place for place, ref in enumerate(dict.fromkeys(row.programme for row in still))}
    shown = sorted(still[:MOST], key=lambda row: places[row.programme])
    names = {ref: programme.name for ref, programme in found.programmes.items()}
    rows = _drawn_rows(source, shown, names, measured)
    plan = GanttPlan(
        title=count(every, measured=measured, month=None).finding,
        as_at=measured.on,
        bars=[row.bar(convention) for row in rows],
        done=_done(every, measured),
        more=len(still) - len(rows),
    )
    return PlanSheet(
        drawing=gantt(plan) if every else None,
        rows=rows,
        aims=tuple((row.number, row.name) for row in aims),
        aim=chosen.number if chosen else None,
        quarters=convention,
    )


def _drawn_rows(
    source: Source, shown: Sequence[Position], names: Mapping[str, str], measured: Measured
) -> tuple[PlanRow, ...]:
    """Return the rows that are drawn; `names` are those of programmes by reference."""
    dates = milestone_dates(source, shown) if shown else {}
    late = {milestone.ref: milestone.days for milestone in late_rows(shown, measured=measured)}
    return tuple(
        PlanRow(
            position=row,
            dates=dates[row.ref],
            programme=names[row.programme],
            days_late=late.get(row.ref, 0),
        )
        for row in shown
    )


def _is(group: MilestoneGroup, row: Position, measured: Measured) -> bool:
    return group in groups_of(row, measured=measured, month=None)


def _done(rows: Sequence[Position], measured: Measured) -> list[Done]:
    return [
        Done(day=row.actual_on, is_late=_is(MilestoneGroup.DONE_LATE, row, measured))
        for row in rows
        if row.actual_on and _is(MilestoneGroup.DONE, row, measured)
    ]
