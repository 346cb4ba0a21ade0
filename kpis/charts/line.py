"""The line of an indicator's readings: numbers in, SVG out. Pure; its table stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from markupsafe import Markup

from irp.charts import HAIRLINE, INK, NAVY, QUIET, Drawing, beside, svg, wrapped
from irp.rules.date_spans import printed_month
from kpis.charts.scale import (
    FOOT,
    NARROW,
    SMALL,
    SMALL_NARROW,
    WIDE,
    Scale,
    Size,
    numbers_of,
    steps_of,
)
from kpis.words import Yardstick

DASHES = {
    Yardstick.TARGET: ("Dashed", "8 4"),
    Yardstick.BENCHMARK: ("Dotted", "2 4"),
    Yardstick.BASELINE: ("Long dashes", "14 4"),
}
MEDIAN_DASHES = "8 3 2 3"


@dataclass(frozen=True)
class PlottedValue:
    """A value of one month, in the indicator's unit; a provisional one is drawn hollow."""

    month: date
    value: Decimal
    printed: str
    provisional: bool


@dataclass(frozen=True)
class Level:
    """What the readings are compared with: from each month a value, or none, oldest first."""

    kind: Yardstick
    steps: tuple[tuple[date, Decimal | None, str], ...]  # month, value, as printed


@dataclass(frozen=True)
class Median:
    """The middle of the values, and what it is called: "Median of 24 readings, 5.1%"."""

    value: Decimal
    printed: str


def line_chart(
    points: Sequence[PlottedValue],
    *,
    title: str,
    unit: str,
    levels: Sequence[Level] = (),
    median: Median | None = None,
) -> Drawing:
    """Return the line of readings, oldest first; months without one leave a gap in time.

    The axis is cropped to the values and their levels where all lie well above nought, and the
    words under it say so (PAGES 5.6). A level is a line of its own, stepped where a version follows
    another (Rule 25). Raises ValueError without any point.
    """
    if not points:
        raise ValueError("A line needs at least one reading")
    known = [value for level in levels for _, value, _ in level.steps if value is not None]
    steps = steps_of([float(value) for value in (*(point.value for point in points), *known)])
    words = ["Filled: revised. Hollow: provisional.", *map(_named, levels)]
    words += [f"Dashes and dots: {median.printed}."] if median else []
    words += [f"In {unit}.", *_cropped(steps)]
    wide, narrow = (
        _drawn(points, size, title, words, levels, median, steps) for size in (WIDE, NARROW)
    )
    return Drawing(title=title, wide=wide, narrow=narrow)


def small_chart(
    points: Sequence[PlottedValue], *, title: str, levels: Sequence[Level] = ()
) -> Markup:
    """Return a line as packs print many of them on a page, and as a narrow window shows it.

    The page says what its marks are.
    """
    known = [value for level in levels for _, value, _ in level.steps if value is not None]
    steps = steps_of([float(value) for value in (*(point.value for point in points), *known)])
    return beside(
        *(_drawn(points, size, title, [], levels, None, steps) for size in (SMALL, SMALL_NARROW))
    )


def _cropped(steps: Sequence[float]) -> list[str]:
    lowest = numbers_of(steps, WIDE)[0]
    return [f"The axis begins at {lowest}, not at 0."] if steps[0] > 0 else []


def _drawn(
    points: Sequence[PlottedValue],
    size: Size,
    title: str,
    words: Sequence[str],
    levels: Sequence[Level],
    median: Median | None,
    steps: Sequence[float],
) -> Markup:
    scale = Scale(points[0].month, points[-1].month, steps[0], steps[-1], size)
    numbers = numbers_of(steps, size)
    drawn = [_rule(step, number, scale) for step, number in zip(steps, numbers, strict=True)]
    drawn += _month_labels(points, scale)
    drawn += [_stepped(level, scale) for level in levels]
    drawn += [_across(median, scale)] if median else []
    path = " ".join(f"{scale.x(point.month)},{scale.y(float(point.value))}" for point in points)
    drawn.append(
        Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2"/>').format(
            path, NAVY
        )
    )
    drawn += [_mark(point, scale) for point in points]
    notes = _notes(words, size)
    return svg(
        size.name,
        size.width,
        size.height + size.line * len(notes),
        title=title,
        parts=[*drawn, *notes],
        text=size.text,
        font=size.font,
        fluid=True,
    )


def _notes(words: Sequence[str], size: Size) -> list[Markup]:
    """Return what the marks mean, in lines under the plot."""
    first = size.left if size is WIDE else 0
    lines = wrapped(" ".join(words), (size.width - first) / size.text, most=size.notes)
    return [
        Markup('<text x="{}" y="{}" fill="{}">{}</text>').format(
            first, size.height + 11 + size.line * place, QUIET, words
        )
        for place, words in enumerate(lines)
    ]


def _stepped(level: Level, scale: Scale) -> Markup:
    """Return the line of a level: across while a version is in force, up or down to the next."""
    path, ends = "", [month for month, _, _ in level.steps[1:]] + [scale.last]
    for (begins, value, _), ends_at in zip(level.steps, ends, strict=True):
        if value is None:
            path += " "  # a gap
        elif ends_at >= scale.first:
            left, y = scale.x(max(begins, scale.first)), scale.y(float(value))
            joined = path and not path.endswith(" ")
            path += f"{'V' + str(y) if joined else f'M{left} {y}'}H{scale.x(ends_at)}"
    return Markup(
        '<path d="{}" fill="none" stroke="{}" stroke-width="2" stroke-dasharray="{}">'
        "<title>{}</title></path>"
    ).format(path.strip(), INK, DASHES[level.kind][1], _named(level))


def _across(median: Median, scale: Scale) -> Markup:
    y = scale.y(float(median.value))
    return Markup(
        '<path d="M{} {}H{}" stroke="{}" stroke-dasharray="{}"><title>{}</title></path>'
    ).format(
        scale.size.left,
        y,
        scale.size.width - scale.size.right,
        QUIET,
        MEDIAN_DASHES,
        median.printed,
    )


def _named(level: Level) -> str:
    """Return what a level's line is: "Dashed: target, now 100%."."""
    _, value, printed = level.steps[-1]
    now = f"now {printed}" if value is not None else "now none"
    return f"{DASHES[level.kind][0]}: {level.kind.label.lower()}, {now}."


def _rule(value: float, printed: str, scale: Scale) -> Markup:
    size = scale.size
    return Markup(
        '<path d="M{} {}H{}" stroke="{}"/><text x="{}" y="{}" text-anchor="end" fill="{}">{}</text>'
    ).format(
        size.left,
        scale.y(value),
        size.width - size.right,
        HAIRLINE,
        size.left - 8,
        scale.y(value) + 4,
        QUIET,
        printed,
    )


def _month_labels(points: Sequence[PlottedValue], scale: Scale) -> list[Markup]:
    size = scale.size
    every = ceil(len(points) / size.labels)
    return [
        Markup('<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>').format(
            min(scale.x(point.month), size.width - 22),
            size.height - FOOT + 18,
            QUIET,
            f"{point.month:%b %y}",
        )
        for point in points[::-1][::every]
    ]


def _mark(point: PlottedValue, scale: Scale) -> Markup:
    return Markup(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="2">'
        "<title>{}: {}</title></circle>"
    ).format(
        scale.x(point.month),
        scale.y(float(point.value)),
        scale.size.dot,
        "#fff" if point.provisional else NAVY,
        NAVY,
        printed_month(point.month),
        point.printed,
    )
