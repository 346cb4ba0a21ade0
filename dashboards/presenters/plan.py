"""The plan on a page of all programmes, or of an aim: open milestones under their programmes."""

from collections.abc import Sequence
from dataclasses import dataclass

from irp.charts import Drawing
from irp.models import Aim
from irp.readings import Source
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, QuarterConvention, printed
from programmes.charts.gantt import Done, Plan, gantt
from programmes.charts.plan import bar_of
from programmes.facts import Position
from programmes.figures.counts import groups_of, urgency
from programmes.figures.milestones import MilestoneLine, milestone_line
from programmes.readings.listed import Listed, listed, whole_milestones
from programmes.rules.withheld import Reader
from programmes.words import MilestoneGroup

MOST = 50  # open rows drawn: what one page of a list reads whole


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """The open milestones drawn, and the aims to choose among."""

    drawing: Drawing | None  # None where the record held no milestone
    lines: tuple[MilestoneLine, ...]
    aims: tuple[tuple[int, str], ...]
    aim: int | None
    programmes: dict[str, str]  # names by reference


def plan_sheet(
    source: Source, *, aim: str, measured: Measured, reader: Reader, quarters: str
) -> PlanSheet:
    """Return the plan on a page; `aim` is an aim's number, anything else is all of them."""
    found = listed(source, on=measured.on, reader=reader)
    aims = sorted(source.rows(Aim), key=lambda row: row.number)
    chosen = next((row for row in aims if str(row.number) == aim), None)
    rows = [
        row
        for row in found.positions
        if chosen is None or found.programmes[row.programme].aim == chosen.id
    ]
    still = [row for row in rows if _is(MilestoneGroup.OPEN, row, measured)]
    still.sort(key=lambda row: urgency(row, measured=measured))
    # Under their programmes, the one with the longest late row first.
    places = {ref: place for place, ref in enumerate(dict.fromkeys(row.programme for row in still))}
    shown = sorted(still[:MOST], key=lambda row: places[row.programme])
    facts = whole_milestones(source, shown, reader=reader) if shown else []
    lines = tuple(milestone_line(one, measured=measured, month=found.month) for one in facts)
    plan = _plan(rows, still, lines, found, measured, QuarterConvention(quarters))
    return PlanSheet(
        drawing=gantt(plan) if rows else None,
        lines=lines,
        aims=tuple((row.number, row.name) for row in aims),
        aim=chosen.number if chosen else None,
        programmes={ref: one.name for ref, one in found.programmes.items()},
    )


def _is(group: MilestoneGroup, row: Position, measured: Measured) -> bool:
    return group in groups_of(row, measured=measured, month=None)


def _plan(
    rows: Sequence[Position],
    still: Sequence[Position],
    lines: Sequence[MilestoneLine],
    found: Listed,
    measured: Measured,
    quarters: QuarterConvention,
) -> Plan:
    def in_words(day: PlanDate) -> str:
        return printed(day, quarters=quarters)

    done = [
        Done(day=row.actual_on, is_late=_is(MilestoneGroup.DONE_LATE, row, measured))
        for row in rows
        if row.actual_on and _is(MilestoneGroup.DONE, row, measured)
    ]
    late = sum(_is(MilestoneGroup.LATE, row, measured) for row in still)
    done_late = sum(one.is_late for one in done)
    return Plan(
        title=f"{len(still)} open milestones, {late} of them late; {len(done)} completed, "
        f"{done_late} of them late",
        as_at=measured.on,
        bars=[
            bar_of(line, printed=in_words, group=found.programmes[line.programme].name)
            for line in lines
        ],
        done=done,
        more=len(still) - len(lines),
    )
