"""The plan curve drawn: planned by original and current dates, completed, and the gap. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from irp.charts import (
    FAINT,
    FONT,
    HAIRLINE,
    INK,
    LATE,
    NAVY,
    ON_PAGES,
    QUIET,
    DayScale,
    Drawing,
    apart,
    dashed,
    label,
    line,
    months_between,
    svg,
)
from irp.rules.date_spans import month_of
from programmes.figures.curve import CurvePoint, PlanCurve

TOP = 14


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: numbers at the left, the lines' names at the right."""

    width: int
    height: int
    right: int
    text: float
    across: int
    font: str = ON_PAGES
    name: str = "app-drawing__wide"
    fluid: bool = True
    left: int = 36

    @property
    def foot(self) -> float:
        """Return the height of the plot's foot."""
        return self.height - self.text * 1.9


WIDE = Size(width=820, height=270, right=130, text=13, across=8)
NARROW = Size(width=290, height=220, right=92, text=12, across=3, name="app-drawing__narrow")
PRINT = Size(
    width=727, height=190, right=105, text=9, across=9, font=FONT, name="curve", fluid=False
)


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Where a month's end and a count lie."""

    across: DayScale
    most: int
    foot: float

    def y(self, count: int) -> float:
        """Return the height of a count."""
        return round(self.foot - (self.foot - TOP) * count / self.most, 1)


def curve_chart(curve: PlanCurve) -> Drawing:
    """Return the plan curve for a wide window and a narrow one."""
    return Drawing(title=curve.finding, wide=drawn(curve, WIDE), narrow=drawn(curve, NARROW))


def drawn(curve: PlanCurve, size: Size) -> Markup:
    """Return the plan curve in one size: packs print `PRINT`."""
    points = curve.points
    plot = Plot(
        across=DayScale(
            first=points[0].on,
            last=points[-1].on,
            start=size.left,
            length=size.width - size.left - size.right,
        ),
        most=max(*(point.b0 for point in points), *(point.baseline for point in points), 1),
        foot=size.foot,
    )
    parts = [
        *_grid(plot, size),
        *_lines(curve, plot),
        *_gap(curve, plot, size),
        *_ends(curve, plot, size),
    ]
    return svg(
        size.name,
        size.width,
        size.height,
        title=curve.finding,
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
    )


def _grid(plot: Plot, size: Size) -> Iterable[str]:
    scale, end = plot.across, plot.across.start + plot.across.length
    for count in _steps(plot.most):
        y = plot.y(count)
        yield line(scale.start, y, end, y, FAINT if count else HAIRLINE, 1)
        yield label(size.left - 6, round(y + 4, 1), f"{count}", anchor="end", edge=size.fluid)
    for month in months_between(scale.first, scale.last, most=size.across):
        x = scale.at(month)
        yield line(x, size.foot, x, size.foot + 4, HAIRLINE, 1)
        y = round(size.height - 3, 1)
        yield label(max(x, size.left), y, month_of(month), anchor="middle", edge=size.fluid)


def _steps(most: int) -> range:
    """Return round counts, five lines at most."""
    sizes = (size * 10**power for power in range(7) for size in (1, 2, 5))
    step = next(size for size in sizes if most / size <= 5)
    return range(0, most + 1, step)


def _lines(curve: PlanCurve, plot: Plot) -> Iterable[str]:
    if curve.is_moved:
        path = _path(curve.points, "b0", plot)
        yield (
            f'<path d="{path}" fill="none" stroke="{QUIET}" stroke-width="1.5" '
            'stroke-dasharray="6 4"/>'
        )
    path = _path(curve.points, "baseline", plot)
    yield f'<path d="{path}" fill="none" stroke="{NAVY}" stroke-width="1.8"/>'
    path = _path([point for point in curve.points if point.done is not None], "done", plot)
    yield f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="3"/>'


def _path(points: Iterable[CurvePoint], name: str, plot: Plot) -> str:
    """Return a stepped line through the months' ends."""
    found = ((plot.across.at(point.on), plot.y(getattr(point, name))) for point in points)
    return "".join(f"H{x}V{y}" if place else f"M{x} {y}" for place, (x, y) in enumerate(found))


def _gap(curve: PlanCurve, plot: Plot, size: Size) -> Iterable[str]:
    """Return today's line, and between plan and completed how far they are apart."""
    x = plot.across.at(curve.on)
    yield dashed(x, TOP, x, size.foot, QUIET, 1, "2 3")
    if curve.behind:
        high, low = plot.y(curve.planned), plot.y(curve.done)
        yield line(x, high, x, low, LATE, 4)
        y = round(max(high, low) + size.text * 2.6, 1)
        yield label(x + 7, y, curve.gap, LATE, bold=True, edge=size.fluid)


def _ends(curve: PlanCurve, plot: Plot, size: Size) -> Iterable[str]:
    last = curve.points[-1]
    ends = [(plot.y(last.baseline), f"Planned {last.baseline}", NAVY)]
    if curve.is_moved:
        ends = [
            (plot.y(last.b0), f"Original {last.b0}", QUIET),
            (plot.y(last.baseline), f"Current {last.baseline}", NAVY),
        ]
    ends.append((plot.y(curve.done), f"Completed {curve.done}", INK))
    placed = apart([y + 4 for y, _, _ in ends], gap=size.text + 2, low=TOP, high=size.foot)
    x = size.width - size.right + 8
    for (_, words, colour), y in zip(ends, placed, strict=True):
        yield label(x, y, words, colour, bold=colour is INK, edge=size.fluid)
