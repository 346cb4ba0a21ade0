"""Where the plan stands, as packs draw it: the plan curve, and late milestones by age."""

from dataclasses import dataclass

from markupsafe import Markup

from irp.charts import beside
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from programmes.charts import ages, curve
from programmes.figures.ages import ages_finding, late_by_age
from programmes.figures.counts import late_rows
from programmes.figures.curve import plan_curve
from programmes.figures.positions import position_of

FEW = 3  # late milestones that their table says alone


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart with what it finds, in words."""

    finding: str
    svg: Markup


def pictures(plan: PlanFacts, calendar: Calendar) -> tuple[Picture, ...]:
    """Return the pictures of a frozen month; none of what has no date, nor of a few late."""
    measured = calendar.measured
    rows = [position_of(row) for row in plan.milestones]
    found, late = plan_curve(rows, measured=measured), late_rows(rows, measured=measured)
    drawn = []
    if found.points:
        svg = beside(curve.drawn(found, curve.PRINT), curve.drawn(found, curve.NARROW))
        drawn.append(Picture(finding=found.finding, svg=svg))
    if len(late) > FEW:
        bands = late_by_age(late)
        svg = beside(ages.drawn(bands, ages.PRINT), ages.drawn(bands, ages.NARROW))
        drawn.append(Picture(finding=ages_finding(bands), svg=svg))
    return tuple(drawn)
