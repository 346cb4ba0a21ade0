"""The rows of a plan on a page: an open milestone's label, its planned days, its forecast. Pure.

A date is drawn as wide as it is: a month along the month, a quarter along the quarter, and what is
to be confirmed in its words (Rules 8 and 10).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from irp.charts import (
    FAINT,
    FONT,
    INK,
    LATE,
    NAVY,
    ON_PAGES,
    QUIET,
    DayScale,
    label,
    line,
    width_of,
    wrapped,
)
from irp.rules.date_spans import month_of
from programmes.charts.gantt_marks import arrow, forecast_in_time, late_forecast, planned, stretch


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
        until = (self.start, self.baseline_from, self.baseline, self.b0)
        since = (self.forecast_from, self.forecast)
        return [day for day in (*until, *since) if day is not None]


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
PRINT = Size(width=516, labels=190, text=8, font=FONT, name="gantt", fluid=False)


def words_at(
    size: Size,
    x: float,
    y: float,
    words: str,
    colour: str = QUIET,
    *,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """Return words at a place of a drawing in its size."""
    at = round(x, 1), round(y, 1)
    return label(*at, words, colour, anchor=anchor, bold=bold, edge=size.fluid)


def drawn_row(
    bar: Bar, top: float, scale: DayScale, size: Size, *, today: float
) -> tuple[float, list[str]]:
    """Return the height of a row and what it draws: its label, then its marks beside or below.

    `today` is where today's line stands, which no words cross.
    """
    lines = wrapped(bar.label, size.ems)
    words = [
        words_at(size, 0, top + size.line * (place + 1) - 1, part, INK)
        for place, part in enumerate(lines)
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
        *_note(bar, middle, scale, size, today),
    ]


def _marks(bar: Bar, middle: float, scale: DayScale, size: Size) -> Iterable[str]:
    if bar.baseline is None:
        yield words_at(size, scale.start + 4, middle + size.text / 3, bar.words)
    else:
        yield from _planned_bar(bar, middle, scale)
    if bar.b0 is not None and bar.b0 != bar.baseline:
        at = scale.at(bar.b0)
        yield line(at, middle - 6, at, middle + 6, NAVY, 1.6)
    if bar.forecast is not None:
        yield from _forecast_mark(bar, bar.forecast, middle, scale)
    for day in {bar.baseline, bar.forecast} - {None}:
        if day and day > scale.last:
            yield arrow(scale.at(scale.last), middle)


def _planned_bar(bar: Bar, middle: float, scale: DayScale) -> Iterable[str]:
    """Return the bar to the baseline, hollow along the days of which it may be any."""
    baseline = bar.baseline or scale.last
    end, within = scale.at(baseline), scale.at(bar.baseline_from or baseline)
    start = min(scale.at(bar.start) if bar.start else within, end - 3)
    if bar.baseline_from:
        within = min(max(within, start), end - 3)
        yield stretch(within, end, middle)
    if within > start:
        yield planned(start, within, middle)


def _forecast_mark(bar: Bar, forecast: date, middle: float, scale: DayScale) -> Iterable[str]:
    if bar.forecast_from is not None:
        yield line(scale.at(bar.forecast_from), middle, scale.at(forecast), middle, INK, 1.3)
    if forecast <= scale.last:
        late = bar.baseline is not None and forecast > bar.baseline
        yield (late_forecast if late else forecast_in_time)(scale.at(forecast), middle)


def _note(bar: Bar, middle: float, scale: DayScale, size: Size, today: float) -> Iterable[str]:
    """Return the row's note and when it ends past the axis, beside its marks."""
    beyond = [day for day in (bar.forecast, bar.baseline) if day and day > scale.last]
    words = ", ".join(filter(None, [bar.note, f"to {month_of(max(beyond))}" if beyond else ""]))
    if not words or not bar.days:
        return
    y, wide = middle + size.text / 3, width_of(words) * size.text
    colour = LATE if bar.note else QUIET
    if beyond:
        last = scale.start + scale.length
        yield words_at(size, last, middle - 7, words, colour, anchor="end")
        return
    places = [scale.at(day) for day in bar.days]
    begins, ends = min(places), max(places)
    forecast = scale.at(bar.forecast or bar.baseline or scale.last)
    after = ends + 10
    if after - 3 < today < after + wide:
        after = today + 5
    between, before = (
        today - 5 if left - wide < today < left + 3 else left
        for left in (forecast - 10, begins - 10)
    )
    if after + wide <= size.width:
        yield words_at(size, after, y, words, colour)
    elif between - wide >= scale.at(bar.baseline or scale.first) + 6:
        yield words_at(size, between, y, words, colour, anchor="end")
    elif before - wide >= scale.start:
        yield words_at(size, before, y, words, colour, anchor="end")
