"""The plan on a page: open rows as bars and marks, the completed in one line below them. Pure.

A date is drawn as wide as it is: a month along the month, a quarter along the quarter, and what is
to be confirmed in its words (Rules 8 and 10).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    dashed,
    diamond,
    label,
    line,
    svg,
    width_of,
    wrapped,
)
from irp.rules.date_spans import month_of, printed_day

BASELINE = "#9fb3d1"
EDGE = 10  # beyond the plot, so that a mark on the last day is whole
AHEAD = 2  # years past today that the axis shows


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One open row of a plan on a page; each date may be absent, `words` then says why.

    `baseline_from` and `forecast_from` are the first days of dates that cover a stretch of time;
    `note` stands beside the row's last mark. `group` is the head under which the row stands.
    """

    label: str
    start: date | None = None
    baseline: date | None = None
    baseline_from: date | None = None
    b0: date | None = None
    forecast: date | None = None
    forecast_from: date | None = None
    words: str = ""
    note: str = ""
    group: str = ""

    @property
    def days(self) -> list[date]:
        """Return every day the row shows."""
        planned = (self.start, self.baseline_from, self.baseline, self.b0)
        since = (self.forecast_from, self.forecast)
        return [day for day in (*planned, *since) if day is not None]


@dataclass(frozen=True, kw_only=True)
class Done:
    """A completed row: a mark on the line of the completed."""

    day: date
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: labels before the plot, or above each bar where there is none."""

    width: int
    labels: int
    text: float
    font: str = ON_PAGES
    name: str = "app-drawing__wide"
    fluid: bool = True

    @property
    def line(self) -> float:
        """Return the height of a line of text."""
        return round(self.text * 1.25, 1)

    @property
    def ems(self) -> float:
        """Return the room of a label in ems."""
        return ((self.labels or self.width) - 8) / self.text


WIDE = Size(width=900, labels=300, text=13)
NARROW = Size(width=290, labels=0, text=12, name="app-drawing__narrow")
PRINT = Size(width=727, labels=250, text=9, font=FONT, name="gantt", fluid=False)


@dataclass(frozen=True, kw_only=True)
class GanttPlan:
    """What a plan on a page shows; `more` are open rows that it leaves to the table."""

    title: str
    as_at: date
    bars: Sequence[Bar]
    done: Sequence[Done] = ()
    more: int = 0

    def scale(self, size: Size) -> DayScale:
        """Return the axis: whole years about every day shown, to two years past today at most."""
        days = [day for bar in self.bars for day in bar.days]
        days += [self.as_at, *(one.day for one in self.done)]
        end = date(self.as_at.year + AHEAD, self.as_at.month, 1) + timedelta(days=31)
        return DayScale(
            first=date(min(days).year, 1, 1),
            last=min(date(max(days).year, 12, 31), end.replace(day=1)),
            start=size.labels + 4,
            length=size.width - size.labels - EDGE - 4,
        )


def gantt(plan: GanttPlan) -> Drawing:
    """Return a plan on a page for a wide window and a narrow one."""
    return Drawing(title=plan.title, wide=drawn(plan, WIDE), narrow=drawn(plan, NARROW))


def drawn(plan: GanttPlan, size: Size) -> Markup:
    """Return a plan on a page in one size: packs print `PRINT` (Rules 8 to 10).

    A baseline moved from B0 shows B0 too. What lies past the axis is an arrow at its end.
    """
    scale = plan.scale(size)
    y, rows, group = size.line + 8, [], ""
    for bar in plan.bars:
        if bar.group != group:
            group = bar.group
            rows.append(_said(size, 0, y + size.line, group, NAVY, bold=True))
            y += size.line + 6
        height, parts = _row(bar, y, scale, size)
        rows += parts
        y += height
    if plan.done:
        height, parts = _completed(plan, y, scale, size)
        rows += parts
        y += height
    if plan.more:
        more = f"and {plan.more} more open in the table"
        rows.append(_said(size, 0, y + size.line, more))
        y += size.line + 6
    bottom = round(y + 4, 1)
    height, legend = _legend(plan, bottom, size)
    parts = [*_axis(scale, bottom, size), *_today(plan.as_at, scale, bottom, size), *rows, *legend]
    return svg(
        size.name,
        size.width,
        round(bottom + height, 1),
        title=plan.title,
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
    )


def _said(
    size: Size,
    x: float,
    y: float,
    words: str,
    colour: str = QUIET,
    *,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    at = round(x, 1), round(y, 1)
    return label(*at, words, colour, anchor=anchor, bold=bold, edge=size.fluid)


def _axis(scale: DayScale, bottom: float, size: Size) -> Iterable[str]:
    """Return a line a year, with quarters between while there is room for them."""
    years = range(scale.first.year, scale.last.year + 1)
    for year in years:
        x = scale.at(date(year, 1, 1))
        yield line(x, 4, x, bottom, HAIRLINE, 1)
        room = scale.at(min(date(year, 12, 31), scale.last)) - x
        if room > width_of(f"{year}") * size.text + 6:
            yield _said(size, x + 3, size.line, f"{year}")
        if size.labels and len(years) <= 6:
            quarters = (date(year, month, 1) for month in (4, 7, 10))
            for day in quarters:
                if day < scale.last:
                    at = scale.at(day)
                    yield line(at, size.line + 6, at, bottom, FAINT, 0.7)


def _today(as_at: date, scale: DayScale, bottom: float, size: Size) -> Iterable[str]:
    x = scale.at(as_at)
    yield dashed(x, size.line + 4, x, bottom, INK, 0.9, "3 2")
    words = printed_day(as_at)
    half = width_of(words) * size.text / 2
    middle = round(min(max(x, half), size.width - half), 1)
    yield _said(size, middle, bottom + size.text, words, INK, anchor="middle")


def _row(bar: Bar, top: float, scale: DayScale, size: Size) -> tuple[float, list[str]]:
    """Return the height of a row and what it draws: its label, then its marks beside or below."""
    lines = wrapped(bar.label, size.ems)
    words = [
        _said(size, 0, top + size.line * (place + 1) - 1, said, INK)
        for place, said in enumerate(lines)
    ]
    tall = size.line * len(lines) + 4
    marks = size.text + 4
    height = max(tall, marks) + 4 if size.labels else tall + marks + 4
    middle = round(top + (height / 2 if size.labels else tall + marks / 2), 1)
    end = size.width if size.labels else scale.start + scale.length
    return height, [
        *words,
        line(0, round(top + height, 1), end, round(top + height, 1), FAINT, 0.7),
        *_marks(bar, middle, scale, size),
    ]


def _marks(bar: Bar, middle: float, scale: DayScale, size: Size) -> Iterable[str]:
    if bar.baseline is None:
        yield _said(size, scale.start, middle + size.text / 3, bar.words)
    else:
        yield from _planned_bar(bar, middle, scale)
    if bar.b0 is not None and bar.b0 != bar.baseline:
        at = scale.at(bar.b0)
        yield line(at, middle - 6, at, middle + 6, NAVY, 1.6)
    if bar.forecast is not None:
        yield from _forecast_mark(bar, bar.forecast, middle, scale)
    for day in {bar.baseline, bar.forecast} - {None}:
        if day and day > scale.last:
            yield _arrow(scale.at(scale.last), middle)
    yield from _note(bar, middle, scale, size)


def _planned_bar(bar: Bar, middle: float, scale: DayScale) -> Iterable[str]:
    """Return the bar to the baseline, hollow along the days of which it may be any."""
    baseline = bar.baseline or scale.last
    end, within = scale.at(baseline), scale.at(bar.baseline_from or baseline)
    start = min(scale.at(bar.start) if bar.start else within, end - 3)
    if bar.baseline_from:
        within = min(max(within, start), end - 3)
        yield _stretch(within, end, middle)
    if within > start:
        yield _planned(start, within, middle)


def _forecast_mark(bar: Bar, forecast: date, middle: float, scale: DayScale) -> Iterable[str]:
    if bar.forecast_from is not None:
        yield line(scale.at(bar.forecast_from), middle, scale.at(forecast), middle, INK, 1.3)
    if forecast <= scale.last:
        late = bar.baseline is not None and forecast > bar.baseline
        yield (_late_forecast if late else _forecast)(scale.at(forecast), middle)


def _note(bar: Bar, middle: float, scale: DayScale, size: Size) -> Iterable[str]:
    """Return the row's note and when it ends past the axis, beside its marks."""
    beyond = [day for day in (bar.forecast, bar.baseline) if day and day > scale.last]
    words = ", ".join(filter(None, [bar.note, f"to {month_of(max(beyond))}" if beyond else ""]))
    if not words or not bar.days:
        return
    y, wide = middle + size.text / 3, width_of(words) * size.text
    places = [scale.at(day) for day in bar.days]
    end = scale.at(bar.forecast or bar.baseline or scale.last)
    colour = LATE if bar.note else QUIET
    if beyond:
        last = scale.start + scale.length
        yield _said(size, last, middle - 7, words, colour, anchor="end")
    elif max(places) + 10 + wide <= size.width:
        yield _said(size, max(places) + 10, y, words, colour)
    elif end - 10 - wide >= scale.at(bar.baseline or scale.first) + 6:
        yield _said(size, end - 10, y, words, colour, anchor="end")
    elif min(places) - 10 - wide >= scale.start:
        yield _said(size, min(places) - 10, y, words, colour, anchor="end")


def _completed(plan: GanttPlan, top: float, scale: DayScale, size: Size) -> tuple[float, list[str]]:
    """Return the line of the completed, a mark each, those completed late marked apart."""
    late = sum(one.is_late for one in plan.done)
    words = f"{len(plan.done)} completed" + (f", {late} of them late" if late else "")
    marks = size.text + 6
    height = marks + 4 if size.labels else size.line + marks + 4
    middle = round(top + (height / 2 if size.labels else size.line + marks / 2), 1)
    parts = [_said(size, 0, top + size.line, words, NAVY, bold=True)]
    for one in sorted(plan.done, key=lambda one: one.is_late):
        draw = _done_late if one.is_late else _done
        parts.append(draw(scale.at(one.day), middle))
    return height, parts


def _legend(plan: GanttPlan, bottom: float, size: Size) -> tuple[float, list[str]]:
    """Return the height of the key and the key: what the marks mean that occur."""
    bars = plan.bars
    entries = [
        (any(bar.baseline for bar in bars), _planned(0, 14, 0), "Baseline"),
        (any(bar.baseline_from for bar in bars), _stretch(0, 14, 0), "On a day of these"),
        (
            any(bar.b0 and bar.b0 != bar.baseline for bar in bars),
            line(7, -6, 7, 6, NAVY, 1.6),
            "B0 where re-baselined",
        ),
        (any(bar.forecast and not _is_late(bar) for bar in bars), _forecast(7, 0), "Forecast"),
        (any(map(_is_late, bars)), _late_forecast(7, 0), "Forecast after baseline"),
        (any(not one.is_late for one in plan.done), _done(7, 0), "Completed in time"),
        (any(one.is_late for one in plan.done), _done_late(7, 0), "Completed late"),
    ]
    parts, x, y = [], 0.0, bottom + size.text * 2.4
    for occurs, mark, words in entries:
        if not occurs:
            continue
        wide = 32 + width_of(words) * size.text
        if x and x + wide > size.width:
            x, y = 0.0, y + size.line + 2
        text = f'<text x="19" y="{round(size.text / 3, 1)}" fill="{QUIET}">{words}</text>'
        parts.append(f'<g transform="translate({round(x, 1)} {round(y, 1)})">{mark}{text}</g>')
        x += wide
    return y - bottom + size.text, parts


def _is_late(bar: Bar) -> bool:
    return bool(bar.forecast and bar.baseline and bar.forecast > bar.baseline)


def _planned(start: float, end: float, middle: float) -> str:
    return (
        f'<rect x="{start}" y="{middle - 3}" width="{round(end - start, 1)}" height="6" '
        f'fill="{BASELINE}"/>'
    )


def _stretch(start: float, end: float, middle: float) -> str:
    """Return the hollow part of a bar: planned for some day along it."""
    return (
        f'<rect x="{start}" y="{middle - 2.5}" width="{round(end - start, 1)}" height="5" '
        f'fill="#ffffff" stroke="{NAVY}" stroke-width="0.8"/>'
    )


def _forecast(x: float, y: float) -> str:
    return diamond(x, y, INK)


def _late_forecast(x: float, y: float) -> str:
    """Return a diamond with a dot in it: told from a forecast in time without its colour."""
    return diamond(x, y, LATE) + f'<circle cx="{x}" cy="{y}" r="1.6" fill="{LATE}"/>'


def _done(x: float, y: float) -> str:
    return diamond(x, y, NAVY, fill=NAVY)


def _done_late(x: float, y: float) -> str:
    """Return a filled diamond on a stalk: told from one in time without its colour."""
    return line(x, y, x, y + 9, LATE, 1.6) + diamond(x, y, LATE, fill=LATE)


def _arrow(x: float, y: float) -> str:
    return f'<polygon points="{x},{y - 5} {x + 8},{y} {x},{y + 5}" fill="{INK}"/>'
