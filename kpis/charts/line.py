"""The line of an indicator's readings: numbers in, SVG out. Pure; its table stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10

from markupsafe import Markup

from irp.charts import HAIRLINE, INK, NAVY, ON_PAGES, QUIET, Drawing, svg, wrapped
from irp.rules.date_spans import printed_month
from kpis.words import Yardstick

TOP = 14
DASHES = {
    Yardstick.TARGET: ("Dashed", "8 4"),
    Yardstick.BENCHMARK: ("Dotted", "2 4"),
    Yardstick.BASELINE: ("Long dashes", "14 4"),
}
MEDIAN_DASHES = "8 3 2 3"
CROPPED = 3  # of its highest value: what lies above a third of it begins above nought


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of one drawing: down to the months, and the lines of `notes` at most under them."""

    width: int
    height: int
    left: int
    right: int
    text: int
    labels: int
    notes: int
    dot: float
    name: str

    @property
    def line(self) -> int:
        """Return the height of a line of notes."""
        return self.text + 4


WIDE = Size(width=720, height=223, left=74, right=16, text=13, labels=8, notes=3, dot=4,
            name="app-drawing__wide")  # fmt: skip
NARROW = Size(width=290, height=196, left=52, right=14, text=12, labels=3, notes=9, dot=2.8,
              name="app-drawing__narrow")  # fmt: skip
FOOT = 27  # under the plot, for the months


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


@dataclass(frozen=True)
class Scale:
    """Where months and values lie on the plot, in user units."""

    first: date
    last: date
    low: float
    high: float
    size: Size

    def x(self, month: date) -> float:
        """Return the place of a month, in proportion to time; one month alone stands midway."""
        whole = _months(self.first, self.last)
        share = _months(self.first, month) / whole if whole else 0.5
        size = self.size
        return round(size.left + (size.width - size.left - size.right) * share, 1)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        share = (value - self.low) / (self.high - self.low)
        foot = self.size.height - FOOT
        return round(foot - (foot - TOP) * share, 1)


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
    steps = _steps([float(value) for value in (*(point.value for point in points), *known)])
    words = ["Filled: revised. Hollow: provisional.", *map(_named, levels)]
    words += [f"Dashes and dots: {median.printed}."] if median else []
    words += [f"In {unit}.", *_cropped(steps[0])]
    wide, narrow = (
        _drawn(points, size, title, words, levels, median, steps) for size in (WIDE, NARROW)
    )
    return Drawing(title=title, wide=wide, narrow=narrow)


def _cropped(lowest: float) -> list[str]:
    return [f"The axis begins at {_number(lowest)}, not at 0."] if lowest > 0 else []


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
    drawn = [*(_rule(step, scale) for step in steps), *_month_labels(points, scale)]
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
        font=ON_PAGES,
        fluid=True,
    )


def _notes(words: Sequence[str], size: Size) -> list[Markup]:
    """Return what the marks mean, in lines under the plot."""
    first = size.left if size is WIDE else 0
    said = wrapped(" ".join(words), (size.width - first) / size.text, most=size.notes)
    return [
        Markup('<text x="{}" y="{}" fill="{}">{}</text>').format(
            first, size.height + 11 + size.line * place, QUIET, words
        )
        for place, words in enumerate(said)
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


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _steps(values: Sequence[float]) -> list[float]:
    """Return round values from the lowest line to the highest.

    Nought is among them unless the lowest value is more than a third of the highest.
    """
    low, high = min(values), max(values)
    if low <= high / CROPPED or low <= 0:
        low, high = min(0.0, low), max(0.0, high)
    span = (high - low) or 1.0
    step = 10 ** floor(log10(span / 4))
    step *= next(size for size in (1, 2, 5, 10) if span / (step * size) <= 5)
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return [number * step for number in range(first, last + 1)]


def _rule(value: float, scale: Scale) -> Markup:
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
        _number(value),
    )


def _number(value: float) -> str:
    return f"{value:,.10g}" if abs(value) < 1 else f"{value:,.4f}".rstrip("0").rstrip(".")


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
