"""Receipts against their targets: a cumulative step line, each target at its day (Rule 25). Pure.

A target is a mark at its day, filled where receipts had come to it, with a line to its name; what
is expected goes on from today, dashed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from markupsafe import Markup

from irp.charts import (
    FONT,
    HAIRLINE,
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
from irp.rules.date_spans import month_of, printed_day
from irp.rules.money import brief_pounds, short_pounds
from programmes.charts.frame import Plot, Size, grid
from programmes.figures.receipts import CameIn, ReceiptsPosition, ThresholdLine
from programmes.rules.receipts import ZERO

AHEAD = timedelta(days=60)  # of the axis past the last day that is shown


TOP = 16
WIDE = Size(width=820, height=300, left=52, right=190, text=13, across=8, top=TOP)
NARROW = Size(
    width=290, height=260, left=42, right=96, text=12, across=2, top=TOP, name="app-drawing__narrow"
)
PRINT = Size(
    width=516, height=170, left=40, right=136, text=8, across=6, top=TOP, font=FONT,
    name="receipts", fluid=False,
)  # fmt: skip


def receipts_chart(position: ReceiptsPosition) -> Drawing | None:
    """Return the chart for a wide window and a narrow one; None with nothing to draw."""
    if not position.is_drawn:
        return None
    return Drawing(
        title=position.finding, wide=drawn(position, WIDE), narrow=drawn(position, NARROW)
    )


def drawn(position: ReceiptsPosition, size: Size) -> Markup:
    """Return the chart in one size: packs print `PRINT`."""
    plot = _plot(position, size)
    parts = [
        *grid(plot, size, printed=lambda amount: brief_pounds(Decimal(amount))),
        *_marks(position.targets, plot, size),
        *_lines(position, plot, size),
    ]
    return svg(
        size.name,
        size.width,
        size.height,
        title=position.finding,
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
        desc=_described(position),
    )


def _plot(position: ReceiptsPosition, size: Size) -> Plot:
    days = [day.on for day in (*position.came, *position.expected)]
    days += [target.due_on for target in position.targets]
    most = max(
        *(target.total for target in position.targets),
        *(day.total for day in (*position.came, *position.expected)),
        Decimal(1),
        ZERO,
    )
    first = min(*days, position.on).replace(day=1)
    return Plot(
        across=DayScale(
            first=first,
            last=max(*days, position.on) + AHEAD,
            start=size.left,
            length=size.width - size.left - size.right,
        ),
        most=most,
        top=size.top,
        foot=size.foot,
    )


def _marks(targets: Sequence[ThresholdLine], plot: Plot, size: Size) -> Iterable[str]:
    """Return a mark for each target, with a line from it to its words at the right."""
    if not targets:
        return
    heights = [plot.y(target.total) for target in targets]
    placed = apart(
        [y + 4 for y in heights], gap=size.text + 2, low=size.top, high=size.foot + size.text * 0.3
    )
    edge = plot.across.start + plot.across.length
    for target, y, at in zip(targets, heights, placed, strict=True):
        x = plot.across.at(target.due_on)
        colour = LATE if target.is_over and not target.is_met else NAVY
        yield line(x, y, edge, y, HAIRLINE, 1)
        yield line(edge, y, edge + 8, at - 4, HAIRLINE, 1)
        fill = colour if target.is_met else "#ffffff"
        yield (
            f'<path d="M{x} {round(y - 5, 1)}l5 5l-5 5l-5 -5z" fill="{fill}" stroke="{colour}" '
            'stroke-width="2"/>'
        )
        yield label(edge + 11, at, _words(target, size), colour, edge=size.fluid)


def _words(target: ThresholdLine, size: Size) -> str:
    """Return a target in words, as many as there is room for."""
    amount = brief_pounds(target.total)
    if size is NARROW:
        return f"{amount} {target.due_on:%m/%y}"
    return f"{amount}, {month_of(target.due_on)}: {target.standing.split(',')[0].lower()}"


def _lines(position: ReceiptsPosition, plot: Plot, size: Size) -> Iterable[str]:
    """Return what came in, today, and what is expected from today on."""
    today = plot.across.at(position.on)
    yield dashed(today, size.top - 6, today, size.foot, QUIET, 1, "2 3")
    yield _path(position.came, plot, start=ZERO, until=position.on, more="", colour=INK)
    if position.expected:
        yield _path(
            position.expected, plot, start=position.received, since=position.on,
            more=' stroke-dasharray="5 4"', colour=QUIET,
        )  # fmt: skip
    y = plot.y(position.received)
    words = f"{short_pounds(position.received)} received"
    is_right = today - plot.across.start < plot.across.length * 0.4
    x, anchor = (today + 6, "start") if is_right else (today - 6, "end")
    yield label(x, round(y - 8, 1), words, INK, anchor=anchor, bold=True, edge=size.fluid)


def _path(
    days: Sequence[CameIn],
    plot: Plot,
    *,
    start: Decimal,
    more: str,
    colour: str,
    since: date | None = None,
    until: date | None = None,
) -> str:
    """Return a stepped line: level until a day, then up to what there is in all by its end."""
    x = plot.across.at(since) if since else plot.across.start
    steps = [f"M{x} {plot.y(start)}"]
    steps += [f"H{plot.across.at(day.on)}V{plot.y(day.total)}" for day in days]
    if until:
        steps.append(f"H{plot.across.at(until)}")
    width = 3 if until else 2
    return (
        f'<path d="{"".join(steps)}" fill="none" stroke="{colour}" stroke-width="{width}"{more}/>'
    )


def _described(position: ReceiptsPosition) -> str:
    """Return what the title leaves out: each target with what had come by its day."""
    words = "; ".join(
        f"{short_pounds(target.total)} by {printed_day(target.due_on)}: {target.standing.lower()}, "
        f"{short_pounds(target.received)} received"
        for target in position.targets
    )
    more = f" {short_pounds(position.to_come)} is still expected." if position.to_come else ""
    return f"{words}.{more}" if words else more.strip()
