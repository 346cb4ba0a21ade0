"""The pictures of the portfolio: the plan curve, late milestones by age, and its rows' strips."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.presenters.portfolio import PortfolioRow
from irp.charts import Drawing
from irp.rules.date_spans import month_of
from irp.rules.measuring import Measured
from programmes.charts.ages import ages_chart, progress_bar
from programmes.charts.curve import curve_chart
from programmes.charts.ratings import IN_ROW, ratings_chart
from programmes.figures.ages import AgeBand, late_by_age
from programmes.figures.counts import longest_late_first
from programmes.figures.curve import CurvePoint, PlanCurve, plan_curve


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """What stands above the rows, each picture with its data."""

    curve: PlanCurve
    ages: tuple[AgeBand, ...]

    @property
    def drawn_curve(self) -> Drawing | None:
        """Return the plan curve, drawn where any milestone has a date."""
        return curve_chart(self.curve) if self.curve.points else None

    @property
    def drawn_ages(self) -> Drawing | None:
        """Return late milestones by age, drawn where any is late."""
        return ages_chart(self.ages) if any(band.rows for band in self.ages) else None

    @property
    def quarters(self) -> list[CurvePoint]:
        """Return the curve by quarters, the newest first: what the table beside it says."""
        return [point for point in reversed(self.curve.points) if point.on.month % 3 == 0]


def pictures_of(rows: Sequence[PortfolioRow], *, measured: Measured) -> Pictures:
    """Return the pictures of the programmes shown."""
    late = longest_late_first(milestone for row in rows for milestone in row.late)
    return Pictures(
        curve=plan_curve(
            [milestone for row in rows for milestone in row.milestones], measured=measured
        ),
        ages=late_by_age(late),
    )


def strip_of(row: PortfolioRow) -> Markup:
    """Return both raters' months of a programme, drawn."""
    return ratings_chart(row.line.strip, IN_ROW, about=f"Ratings of {row.line.ref}")


def months_of(rows: Sequence[PortfolioRow]) -> str:
    """Return which months the strips show: "Jun to Nov 2026"."""
    marks = rows[0].line.strip[0].marks if rows else ()
    if len(marks) < 2:
        return month_of(marks[0].month) if marks else ""
    first, last = month_of(marks[0].month), month_of(marks[-1].month)
    same = first[-4:] == last[-4:]
    return f"{first[:3] if same else first} to {last}"


def milestones_bar(row: PortfolioRow) -> Markup:
    """Return one bar of a programme's milestones: done, late, and the others."""
    counts = row.line.counts
    return progress_bar(done=counts.done, late=counts.late, other=counts.rest)
