"""The slip chart of a milestone: reporting months across, the day forecast up. Pure.

Level while a forecast holds, a step at each move; dashed lines for the original date and the
current baseline; the diagonal is each month's own day, on which a forecast falls due.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from irp.charts import (
    FAINT,
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
    diamond,
    label,
    line,
    months_between,
    svg,
    width_of,
)
from irp.rules.date_spans import length_of, month_of, printed_day
from irp.rules.numbers import MINUS
from programmes.figures.slip import Slip, SlipMove


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of one drawing, in user units: pixels on a page."""

    width: int
    height: int
    left: int
    right: int  # for the labels at the lines' ends
    text: float
    across: int  # labels of months at most

    @property
    def foot(self) -> float:
        """Return the height of the plot's foot."""
        return self.height - 24


TOP = 16
WIDE = Size(width=820, height=300, left=66, right=150, text=13, across=9)
NARROW = Size(width=290, height=250, left=58, right=74, text=12, across=3)


def slip_chart(slip: Slip) -> Drawing:
    """Return the chart of a milestone's forecasts, for a wide window and a narrow one."""
    return Drawing(
        title=slip.finding, wide=_drawn(slip, WIDE, "wide"), narrow=_drawn(slip, NARROW, "narrow")
    )


def _drawn(slip: Slip, size: Size, name: str) -> Markup:
    across, up = _scales(slip, size)
    parts = [
        *_grid(across, up, size),
        *_diagonal(across, up),
        *_held_to(slip, across, up),
        *_steps(slip, across, up),
        *_moves(slip.moves, across, up, size),
        *_done(slip, across, up),
        *_ends(slip, up, size),
    ]
    return svg(
        f"app-drawing__{name}",
        size.width,
        size.height,
        title=slip.finding,
        desc=_said(slip),
        parts=parts,
        text=size.text,
        font=ON_PAGES,
        fluid=True,
    )


def _scales(slip: Slip, size: Size) -> tuple[DayScale, DayScale]:
    """Return the scale of months and that of forecasts, both with every day that is shown."""
    days = [day for _, day in slip.dated]
    days += [day for day in (slip.b0, slip.baseline, slip.done_on) if day]
    room = timedelta(days=max((max(days) - min(days)).days // 12, 15))
    across = DayScale(
        first=slip.points[0].month,
        last=max(slip.until, slip.dated[-1][0]),
        start=size.left,
        length=size.width - size.left - size.right,
    )
    up = DayScale(
        first=min(days) - room, last=max(days) + room, start=size.foot, length=TOP - size.foot
    )
    return across, up


def _grid(across: DayScale, up: DayScale, size: Size) -> Iterable[str]:
    end = across.start + across.length
    yield line(across.start, size.foot, end, size.foot, HAIRLINE, 1)
    for month in months_between(up.first, up.last, most=6):
        y = up.at(month)
        yield line(across.start, y, end, y, FAINT, 1)
        yield label(size.left - 8, y + 4, month_of(month), anchor="end")
    for month in months_between(across.first, across.last, most=size.across):
        x = across.at(month)
        yield line(x, size.foot, x, size.foot + 4, HAIRLINE, 1)
        middle = min(max(x, size.left + 4), end - 4)
        yield label(middle, size.height - 4, month_of(month), anchor="middle")


def _diagonal(across: DayScale, up: DayScale) -> Iterable[str]:
    """Return where a month's own day lies among the days forecast, if it does."""
    first, last = max(across.first, up.first), min(across.last, up.last)
    if first < last:
        ends = (across.at(first), up.at(first), across.at(last), up.at(last))
        yield dashed(*ends, QUIET, 1, "1 4")


def _held_to(slip: Slip, across: DayScale, up: DayScale) -> Iterable[str]:
    end = across.start + across.length
    if slip.b0:
        yield dashed(across.start, up.at(slip.b0), end, up.at(slip.b0), NAVY, 1.5, "8 4")
    if slip.baseline and slip.baseline != slip.b0:
        y = up.at(slip.baseline)
        yield dashed(across.start, y, end, y, NAVY, 1.5, "3 3")


def _steps(slip: Slip, across: DayScale, up: DayScale) -> Iterable[str]:
    """Return the forecasts as stepped lines, broken where a report names no day."""
    path, was = [], None
    for point in slip.points:
        if point.forecast:
            x, y = across.at(point.told_on), up.at(point.forecast)
            path.append(f"H{x}V{y}" if was else f"M{across.at(point.month)} {y}H{x}")
        was = point.forecast
    if was:
        path.append(f"H{across.at(slip.until)}")
    yield f'<path d="{"".join(path)}" fill="none" stroke="{INK}" stroke-width="2.2"/>'


def _moves(moves: Iterable[SlipMove], across: DayScale, up: DayScale, size: Size) -> Iterable[str]:
    """Return a dot and a label at each move, the newest first; none that lies over another."""
    taken: list[tuple[float, float, float]] = []
    for move in sorted(moves, key=lambda move: move.month, reverse=True):
        if move.now is None or move.days is None:
            continue
        x, y = across.at(_told(move.month)), up.at(move.now)
        colour = LATE if move.days > 0 else INK
        yield f'<circle cx="{x}" cy="{y}" r="3.6" fill="{colour}"/>'
        words = f"{'+' if move.days > 0 else MINUS}{length_of(move.days)}"
        wide = width_of(words) * size.text
        # Before the step, where no line runs, or above the line after it.
        for first, height in ((x - 7 - wide, y + 4), (x + 7, y - 6)):
            inside = size.left <= first and first + wide <= size.width - size.right
            if inside and not _is_taken(taken, first, first + wide, height, size.text):
                taken.append((first, first + wide, height))
                yield label(round(first, 1), height, words, colour)
                break


def _is_taken(
    taken: Iterable[tuple[float, float, float]], first: float, last: float, y: float, gap: float
) -> bool:
    return any(
        abs(y - height) <= gap and first <= end and begin <= last for begin, end, height in taken
    )


def _told(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _done(slip: Slip, across: DayScale, up: DayScale) -> Iterable[str]:
    if slip.done_on:
        x, y = across.at(slip.until), up.at(slip.done_on)
        yield diamond(x, y, NAVY, fill=NAVY)


def _ends(slip: Slip, up: DayScale, size: Size) -> Iterable[str]:
    """Return the words at the right: what each line is, moved apart where they are close."""
    is_long = size is WIDE
    ends: list[tuple[date, str, str]] = []
    if slip.b0:
        words = f"Original {month_of(slip.b0)}" if is_long else f"B0 {month_of(slip.b0)}"
        ends.append((slip.b0, words, NAVY))
    if slip.baseline and slip.baseline != slip.b0:
        ends.append((slip.baseline, f"B{slip.baseline_number} {month_of(slip.baseline)}", NAVY))
    if slip.done_on:
        ends.append((slip.done_on, f"Done {_short(slip.done_on, is_long=is_long)}", NAVY))
    elif slip.dated:
        day = slip.dated[-1][1]
        ends.append((day, f"Forecast {month_of(day)}" if is_long else month_of(day), INK))
    if up.first < slip.until < up.last and slip.is_open:
        ends.append((slip.until, printed_day(slip.until), QUIET))
    heights = [up.at(day) + 4 for day, _, _ in ends]
    placed = apart(heights, gap=size.text + 2, low=TOP, high=size.foot)
    x = size.width - size.right + 8
    for (_, words, colour), y in zip(ends, placed, strict=True):
        yield label(x, y, words, colour, bold=colour is INK)


def _short(day: date, *, is_long: bool) -> str:
    return printed_day(day) if is_long else month_of(day)


def _said(slip: Slip) -> str:
    """Return the moves and what they are measured against, for who does not see the picture."""
    sentences = [f"Original date (B0): {printed_day(slip.b0)}."] if slip.b0 else []
    if slip.baseline and slip.baseline != slip.b0:
        sentences.append(
            f"Current baseline, B{slip.baseline_number}: {printed_day(slip.baseline)}."
        )
    sentences += [
        f"{month_of(move.month)}: {move.words}{f', {printed_day(move.now)}' if move.now else ''}."
        for move in slip.moves
    ]
    if slip.done_on:
        sentences.append(f"Completed on {printed_day(slip.done_on)}.")
    return " ".join(sentences)
