"""The plan on a page: open rows as bars and marks, the completed in one line below them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from irp.charts import (
    FAINT,
    HAIRLINE,
    INK,
    NAVY,
    QUIET,
    DayScale,
    Drawing,
    dashed,
    line,
    svg,
    width_of,
)
from irp.rules.date_spans import printed_day
from programmes.charts.gantt_marks import (
    done_in_time,
    done_late,
    forecast_in_time,
    late_forecast,
    planned,
    stretch,
)
from programmes.charts.gantt_rows import NARROW, WIDE, Bar, Size, drawn_row, words_at

EDGE = 10  # beyond the plot, so that a mark on the last day is whole
AHEAD = 2  # years past today that the axis shows


@dataclass(frozen=True, kw_only=True)
class Done:
    """A completed row: a mark on the line of the completed."""

    day: date
    is_late: bool


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
        days += [self.as_at, *(done.day for done in self.done)]
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
    today = scale.at(plan.as_at)
    y, rows, group = size.line + 8, [], ""
    for bar in plan.bars:
        if bar.group != group:
            group = bar.group
            rows.append(words_at(size, 0, y + size.line, group, NAVY, bold=True))
            y += size.line + 6
        height, parts = drawn_row(bar, y, scale, size, today=today)
        rows += parts
        y += height
    if plan.done:
        height, parts = _completed(plan, y, scale, size)
        rows += parts
        y += height
    if plan.more:
        more = f"and {plan.more} more open in the table"
        rows.append(words_at(size, 0, y + size.line, more))
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


def _axis(scale: DayScale, bottom: float, size: Size) -> Iterable[str]:
    """Return a line a year, with quarters between while there is room for them."""
    years = range(scale.first.year, scale.last.year + 1)
    for year in years:
        x = scale.at(date(year, 1, 1))
        yield line(x, 4, x, bottom, HAIRLINE, 1)
        room = scale.at(min(date(year, 12, 31), scale.last)) - x
        if room > width_of(f"{year}") * size.text + 6:
            yield words_at(size, x + 3, size.line, f"{year}")
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
    yield words_at(size, middle, bottom + size.text, words, INK, anchor="middle")


def _completed(plan: GanttPlan, top: float, scale: DayScale, size: Size) -> tuple[float, list[str]]:
    """Return the line of the completed, a mark each, those completed late marked apart."""
    late = sum(done.is_late for done in plan.done)
    words = f"{len(plan.done)} completed" + (f", {late} of them late" if late else "")
    marks = size.text + 6
    height = marks + 4 if size.labels else size.line + marks + 4
    middle = round(top + (height / 2 if size.labels else size.line + marks / 2), 1)
    parts = [words_at(size, 0, top + size.line, words, NAVY, bold=True)]
    for done in sorted(plan.done, key=lambda done: done.is_late):
        draw = done_late if done.is_late else done_in_time
        parts.append(draw(scale.at(done.day), middle))
    return height, parts


def _legend(plan: GanttPlan, bottom: float, size: Size) -> tuple[float, list[str]]:
    """Return the height of the key and the key: what the marks mean that occur."""
    bars = plan.bars
    entries = [
        (any(bar.baseline for bar in bars), planned(0, 14, 0), "Baseline"),
        (any(bar.baseline_from for bar in bars), stretch(0, 14, 0), "On a day of these"),
        (
            any(bar.b0 and bar.b0 != bar.baseline for bar in bars),
            line(7, -6, 7, 6, NAVY, 1.6),
            "B0 where re-baselined",
        ),
        (
            any(bar.forecast and not _is_late(bar) for bar in bars),
            forecast_in_time(7, 0),
            "Forecast",
        ),
        (any(map(_is_late, bars)), late_forecast(7, 0), "Forecast after baseline"),
        (any(not done.is_late for done in plan.done), done_in_time(7, 0), "Completed in time"),
        (any(done.is_late for done in plan.done), done_late(7, 0), "Completed late"),
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
