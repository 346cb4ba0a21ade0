"""Charts of delivery for pack and page: the plan on a page, and ratings over the months. Pure.

Their data stands beside them as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from irp.charts import (
    COLOURS,
    FAINT,
    HAIRLINE,
    INK,
    NAVY,
    QUIET,
    DayScale,
    diamond,
    fitted,
    line,
    svg,
)

BASELINE, LATE = "#9fb3d1", "#8d0f14"

LABEL_WIDTH, PLOT_WIDTH, ROW, TOP, FOOT = 250, 470, 16, 20, 22
TEXT = 9
LABEL_EMS, PLOT_EMS = (LABEL_WIDTH - 4) / TEXT, (PLOT_WIDTH - 4) / TEXT
EDGE = 7  # beyond the plot, so that a mark on the last day is whole


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a plan on a page; each date may be absent, `words` then says why.

    `baseline_from` and `forecast_from` are the first days of dates that cover a stretch of time.
    """

    label: str
    start: date | None = None
    baseline: date | None = None
    baseline_from: date | None = None
    b0: date | None = None
    forecast: date | None = None
    forecast_from: date | None = None
    actual: date | None = None
    words: str = ""

    @property
    def days(self) -> list[date]:
        """Return every day the row shows."""
        planned = (self.start, self.baseline_from, self.baseline, self.b0)
        since = (self.forecast_from, self.forecast, self.actual)
        return [day for day in (*planned, *since) if day is not None]


def gantt(bars: Sequence[Bar], *, title: str, as_at: date) -> Markup:
    """Return a plan on a page: baseline as a bar, forecast and actual as marks (Rule 9).

    A baseline moved from B0 shows B0 too. Where a date is a stretch of time the bar is hollow along
    it, and a line leads to the forecast's mark on its last day: it may be done on any of them (Rule
    8). Rows without days keep their words. `as_at` is drawn as a line. The axis covers the rows'
    days and `as_at`, in whole years.
    """
    days = [day for bar in bars for day in bar.days] + [as_at]
    scale = DayScale(
        first=date(min(days).year, 1, 1),
        last=date(max(days).year, 12, 31),
        start=LABEL_WIDTH,
        length=PLOT_WIDTH,
    )
    width, height = LABEL_WIDTH + PLOT_WIDTH + EDGE, TOP + ROW * len(bars) + FOOT
    parts = [_axis(scale, height - FOOT)]
    parts += [_row(bar, TOP + ROW * place, scale) for place, bar in enumerate(bars)]
    stretches = any(bar.baseline_from for bar in bars)
    parts += [_as_at_line(scale, as_at, height - FOOT), _legend(height - 7, stretches=stretches)]
    return svg("gantt", width, height, title=title, parts=parts, text=TEXT)


def _axis(scale: DayScale, bottom: float) -> str:
    """Return a line a year, with quarters between while there is room for them."""
    parts = []
    years = range(scale.first.year, scale.last.year + 1)
    for year in years:
        x = scale.at(date(year, 1, 1))
        parts.append(line(x, 4, x, bottom, HAIRLINE, 1))
        parts.append(f'<text x="{x + 3}" y="13" fill="{QUIET}">{year}</text>')
        if len(years) <= 6:
            quarters = [scale.at(date(year, month, 1)) for month in (4, 7, 10)]
            parts += [line(at, TOP - 2, at, bottom, FAINT, 0.7) for at in quarters]
    return "".join(parts)


def _row(bar: Bar, top: float, scale: DayScale) -> str:
    middle = top + ROW / 2
    label = escape(fitted(bar.label, LABEL_EMS))
    parts = [
        line(0, top + ROW, LABEL_WIDTH + PLOT_WIDTH, top + ROW, FAINT, 0.6),
        f'<text x="0" y="{middle + 3}" fill="{INK}">{label}</text>',
    ]
    if not bar.days or bar.baseline is None:
        x, words = LABEL_WIDTH + 4, escape(fitted(bar.words, PLOT_EMS))
        parts.append(f'<text x="{x}" y="{middle + 3}" fill="{QUIET}">{words}</text>')
    if bar.baseline is not None:
        end, within = scale.at(bar.baseline), scale.at(bar.baseline_from or bar.baseline)
        start = min(scale.at(bar.start) if bar.start else within, end - 3)
        if bar.baseline_from:
            within = min(max(within, start), end - 3)
            parts.append(_stretch(within, end, middle))
        if within > start:
            parts.append(_planned(start, within, middle))
    if bar.b0 is not None and bar.b0 != bar.baseline:
        at = scale.at(bar.b0)
        parts.append(line(at, middle - 6, at, middle + 6, NAVY, 1.6))
    if bar.forecast is not None and bar.actual is None:
        if bar.forecast_from is not None:
            first, last = scale.at(bar.forecast_from), scale.at(bar.forecast)
            parts.append(line(first, middle, last, middle, INK, 1.3))
        late = bar.baseline is not None and bar.forecast > bar.baseline
        parts.append((_late_forecast if late else _forecast)(scale.at(bar.forecast), middle))
    if bar.actual is not None:
        parts.append(diamond(scale.at(bar.actual), middle, NAVY, fill=NAVY))
    return "".join(parts)


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


def _as_at_line(scale: DayScale, as_at: date, bottom: float) -> str:
    return _dashes(scale.at(as_at), 4, bottom)


def _dashes(x: float, y1: float, y2: float) -> str:
    return (
        f'<line x1="{x}" y1="{y1}" x2="{x}" y2="{y2}" stroke="{INK}" stroke-width="0.9" '
        'stroke-dasharray="3 2"/>'
    )


def _legend(y: float, *, stretches: bool) -> str:
    """Return what each mark means; the hollow bar's meaning where there is one."""
    entries = (
        (_planned(0, 14, y - 3), "Baseline"),
        *([(_stretch(0, 14, y - 3), "On a day of these")] if stretches else []),
        (line(7, y - 8, 7, y + 2, NAVY, 1.6), "B0 where re-baselined"),
        (_forecast(7, y - 3), "Forecast"),
        (_late_forecast(7, y - 3), "Forecast after baseline"),
        (diamond(7, y - 3, NAVY, fill=NAVY), "Actual"),
        (_dashes(7, y - 9, y + 3), "As at"),
    )
    parts, x = [], 0
    for mark, words in entries:
        text = f'<text x="18" y="{y}" fill="{QUIET}">{words}</text>'
        parts.append(f'<g transform="translate({x} 0)">{mark}{text}</g>')
        x += 36 + round(4.2 * len(words))
    return "".join(parts)


def _forecast(x: float, y: float) -> str:
    return diamond(x, y, INK)


def _late_forecast(x: float, y: float) -> str:
    """Return a diamond with a dot in it: told from a forecast in time without its colour."""
    return diamond(x, y, LATE) + f'<circle cx="{x}" cy="{y}" r="1.6" fill="{LATE}"/>'


def trend_strip(voices: Sequence[tuple[str, Sequence[str | None]]], *, title: str) -> Markup:
    """Return ratings over the periods as shapes, a line a voice, oldest first (Rules 2, 4, 32).

    None is "not reported": a hollow dashed box; "not_rated", a received return that was not rated,
    is a bar. Neither has a colour.
    """
    step, row = 12, 12
    count = max((len(ratings) for _, ratings in voices), default=0)
    parts = []
    for place, (voice, ratings) in enumerate(voices):
        middle = row * place + row / 2
        parts.append(f'<text x="0" y="{middle + 2.5}" font-size="7" fill="{QUIET}">{voice}</text>')
        parts += [_mark(rating, 29 + step * i, middle) for i, rating in enumerate(ratings)]
    return svg("trend", 24 + step * count, row * len(voices), title=title, parts=parts, text=TEXT)


def _mark(rating: str | None, x: float, y: float) -> str:
    """Return square, triangle or circle: the shapes that stand beside the words elsewhere."""
    fill = COLOURS.get(rating or "")
    if rating == "red":
        return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{fill}"/>'
    if rating == "amber":
        return f'<polygon points="{x},{y - 4.5} {x + 5},{y + 4} {x - 5},{y + 4}" fill="{fill}"/>'
    if rating == "green":
        return f'<circle cx="{x}" cy="{y}" r="4.2" fill="{fill}"/>'
    if rating == "not_rated":
        return f'<rect x="{x - 3.5}" y="{y - 0.8}" width="7" height="1.6" fill="{INK}"/>'
    return (
        f'<rect x="{x - 3.5}" y="{y - 3.5}" width="7" height="7" fill="#ffffff" '
        f'stroke="{INK}" stroke-width="0.8" stroke-dasharray="1.5 1"/>'
    )
