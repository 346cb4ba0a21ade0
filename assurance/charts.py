"""Charts of the packs and pages: numbers in, SVG out. Pure, and the data stands beside as a table.

`<title>` comes first and the font stands on the root: inline SVG takes neither from the page.
Presentation attributes only, since the site's content security policy refuses inline styles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

FONT = "Source Sans 3, DejaVu Sans, sans-serif"
INK, QUIET, HAIRLINE, NAVY = "#14181f", "#465060", "#d5dbe4", "#1d3c6e"
BASELINE, LATE = "#9fb3d1", "#8d0f14"
COLOURS = {"red": "#8d0f14", "amber": "#774200", "green": "#0d5a2b"}

LABEL_WIDTH, PLOT_WIDTH, ROW, TOP, FOOT = 250, 470, 16, 20, 22
LABEL_LENGTH = 54  # characters that fit the label column
EDGE = 7  # beyond the plot, so that a mark on the last day is whole


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a plan on a page; each date may be absent, `words` then says why."""

    label: str
    start: date | None = None
    baseline: date | None = None
    b0: date | None = None
    forecast: date | None = None
    actual: date | None = None
    words: str = ""

    @property
    def days(self) -> list[date]:
        """Return every day the row shows."""
        return [
            day
            for day in (self.start, self.baseline, self.b0, self.forecast, self.actual)
            if day is not None
        ]


@dataclass(frozen=True)
class Scale:
    """Where a day lies across the plot."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return the place of a day in user units."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(LABEL_WIDTH + PLOT_WIDTH * min(max(share, 0.0), 1.0), 1)


def gantt(bars: Sequence[Bar], *, title: str, as_at: date) -> Markup:
    """Return a plan on a page: baseline as a bar, forecast and actual as marks (Rule 9).

    A baseline moved from B0 shows B0 too. Rows without days keep their words. `as_at` is drawn
    as a line. The axis covers the rows' days and `as_at`, in whole years.
    """
    days = [day for bar in bars for day in bar.days] + [as_at]
    scale = Scale(date(min(days).year, 1, 1), date(max(days).year, 12, 31))
    height = TOP + ROW * len(bars) + FOOT
    parts = [_axis(scale, height - FOOT)]
    parts += [_row(bar, TOP + ROW * place, scale) for place, bar in enumerate(bars)]
    parts += [_as_at_line(scale, as_at, height - FOOT), _legend(height - 7)]
    return _svg("gantt", LABEL_WIDTH + PLOT_WIDTH + EDGE, height, title, parts)


def _svg(name: str, width: float, height: float, title: str, parts: Sequence[str]) -> Markup:
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" role="img" width="{}" height="{}" '
        'viewBox="0 0 {} {}" font-family="{}" font-size="9"><title>{}</title>{}</svg>'
    ).format(name, width, height, width, height, FONT, title, Markup("".join(parts)))


def _axis(scale: Scale, bottom: float) -> str:
    """Return a line a year, with quarters between while there is room for them."""
    parts = []
    years = range(scale.first.year, scale.last.year + 1)
    for year in years:
        x = scale.x(date(year, 1, 1))
        parts.append(_line(x, 4, x, bottom, HAIRLINE, 1))
        parts.append(f'<text x="{x + 3}" y="13" fill="{QUIET}">{year}</text>')
        if len(years) <= 6:
            quarters = [scale.x(date(year, month, 1)) for month in (4, 7, 10)]
            parts += [_line(at, TOP - 2, at, bottom, "#eceff3", 0.7) for at in quarters]
    return "".join(parts)


def _row(bar: Bar, top: float, scale: Scale) -> str:
    middle = top + ROW / 2
    label = bar.label
    if len(label) > LABEL_LENGTH:
        label = label[: LABEL_LENGTH - 1].rstrip() + "…"
    parts = [
        _line(0, top + ROW, LABEL_WIDTH + PLOT_WIDTH, top + ROW, "#eceff3", 0.6),
        f'<text x="0" y="{middle + 3}" fill="{INK}">{escape(label)}</text>',
    ]
    if not bar.days or bar.baseline is None:
        x, words = LABEL_WIDTH + 4, escape(bar.words)
        parts.append(f'<text x="{x}" y="{middle + 3}" fill="{QUIET}">{words}</text>')
    if bar.baseline is not None:
        end = scale.x(bar.baseline)
        start = min(scale.x(bar.start) if bar.start else end, end - 3)
        parts.append(
            f'<rect x="{start}" y="{middle - 3}" width="{round(end - start, 1)}" height="6" '
            f'fill="{BASELINE}"/>'
        )
    if bar.b0 is not None and bar.b0 != bar.baseline:
        at = scale.x(bar.b0)
        parts.append(_line(at, middle - 6, at, middle + 6, NAVY, 1.6))
    if bar.forecast is not None and bar.actual is None:
        late = bar.baseline is not None and bar.forecast > bar.baseline
        parts.append((_late_forecast if late else _forecast)(scale.x(bar.forecast), middle))
    if bar.actual is not None:
        parts.append(_diamond(scale.x(bar.actual), middle, NAVY, fill=NAVY))
    return "".join(parts)


def _as_at_line(scale: Scale, as_at: date, bottom: float) -> str:
    return _dashes(scale.x(as_at), 4, bottom)


def _dashes(x: float, y1: float, y2: float) -> str:
    return (
        f'<line x1="{x}" y1="{y1}" x2="{x}" y2="{y2}" stroke="{INK}" stroke-width="0.9" '
        'stroke-dasharray="3 2"/>'
    )


def _legend(y: float) -> str:
    """Return what each mark means."""
    entries = (
        (f'<rect x="0" y="{y - 6}" width="14" height="6" fill="{BASELINE}"/>', "Baseline"),
        (_line(7, y - 8, 7, y + 2, NAVY, 1.6), "B0 where re-baselined"),
        (_forecast(7, y - 3), "Forecast"),
        (_late_forecast(7, y - 3), "Forecast after baseline"),
        (_diamond(7, y - 3, NAVY, fill=NAVY), "Actual"),
        (_dashes(7, y - 9, y + 3), "As at"),
    )
    parts, x = [], 0
    for mark, words in entries:
        text = f'<text x="18" y="{y}" fill="{QUIET}">{words}</text>'
        parts.append(f'<g transform="translate({x} 0)">{mark}{text}</g>')
        x += 36 + round(4.2 * len(words))
    return "".join(parts)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"/>'
    )


def _forecast(x: float, y: float) -> str:
    return _diamond(x, y, INK)


def _late_forecast(x: float, y: float) -> str:
    """Return a diamond with a dot in it: told from a forecast in time without its colour."""
    return _diamond(x, y, LATE) + f'<circle cx="{x}" cy="{y}" r="1.6" fill="{LATE}"/>'


def _diamond(x: float, y: float, colour: str, *, fill: str = "#ffffff") -> str:
    points = f"{x},{y - 5} {x + 5},{y} {x},{y + 5} {x - 5},{y}"
    return f'<polygon points="{points}" fill="{fill}" stroke="{colour}" stroke-width="1.3"/>'


def trend_strip(voices: Sequence[tuple[str, Sequence[str | None]]], *, title: str) -> Markup:
    """Return ratings over the periods as shapes, a line a voice, oldest first (Rules 2, 4, 32).

    None is "not reported": a hollow dashed box, never a colour.
    """
    step, line = 12, 12
    count = max((len(ratings) for _, ratings in voices), default=0)
    parts = []
    for place, (voice, ratings) in enumerate(voices):
        middle = line * place + line / 2
        parts.append(f'<text x="0" y="{middle + 2.5}" font-size="7" fill="{QUIET}">{voice}</text>')
        parts += [_mark(rating, 29 + step * i, middle) for i, rating in enumerate(ratings)]
    return _svg("trend", 24 + step * count, line * len(voices), title, parts)


def _mark(rating: str | None, x: float, y: float) -> str:
    """Return square, triangle or circle: the shapes that stand beside the words elsewhere."""
    fill = COLOURS.get(rating or "")
    if rating == "red":
        return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{fill}"/>'
    if rating == "amber":
        return f'<polygon points="{x},{y - 4.5} {x + 5},{y + 4} {x - 5},{y + 4}" fill="{fill}"/>'
    if rating == "green":
        return f'<circle cx="{x}" cy="{y}" r="4.2" fill="{fill}"/>'
    return (
        f'<rect x="{x - 3.5}" y="{y - 3.5}" width="7" height="7" fill="#ffffff" '
        f'stroke="{INK}" stroke-width="0.8" stroke-dasharray="1.5 1"/>'
    )
