"""The plan curve drawn: planned by original and current dates, completed, and the gap. Pure."""

from collections.abc import Iterable

from markupsafe import Markup

from irp.charts import (
    FONT,
    INK,
    LATE,
    NAVY,
    QUIET,
    DayScale,
    Drawing,
    apart,
    dashed,
    label,
    line,
    svg,
)
from programmes.charts.frame import Plot, Size, grid
from programmes.figures.curve import CurvePoint, PlanCurve

LEFT, TOP = 36, 14
MOVED = "#3f74b6"  # the current dates, wide under the thin line of the original ones
WIDE = Size(width=820, height=270, left=LEFT, right=130, text=13, across=8, top=TOP)
NARROW = Size(
    width=290, height=220, left=LEFT, right=92, text=12, across=3, top=TOP,
    name="app-drawing__narrow",
)  # fmt: skip
PRINT = Size(
    width=516, height=150, left=LEFT, right=92, text=8, across=6, top=TOP, font=FONT, name="curve",
    fluid=False,
)  # fmt: skip


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
        top=size.top,
        foot=size.foot,
    )
    parts = [
        *grid(plot, size, printed=str),
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


def _lines(curve: PlanCurve, plot: Plot) -> Iterable[str]:
    path = _path(curve.points, "baseline", plot)
    if curve.is_moved:
        yield f'<path d="{path}" fill="none" stroke="{MOVED}" stroke-width="3.6"/>'
        path = _path(curve.points, "b0", plot)
        yield f'<path d="{path}" fill="none" stroke="{INK}" stroke-dasharray="4 3"/>'
    else:
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
    yield dashed(x, size.top, x, size.foot, QUIET, 1, "2 3")
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
            (plot.y(last.baseline), f"Current {last.baseline}", MOVED),
        ]
    ends.append((plot.y(curve.done), f"Completed {curve.done}", INK))
    placed = apart([y + 4 for y, _, _ in ends], gap=size.text + 2, low=size.top, high=size.foot)
    x = size.width - size.right + 8
    for (_, words, colour), y in zip(ends, placed, strict=True):
        yield label(x, y, words, colour, bold=colour is INK, edge=size.fluid)
