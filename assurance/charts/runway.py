"""The runway as a picture: a square a requirement, by quarter and outcome (PAGES 5.10). Pure.

Wide, quarters go across and outcomes down; narrow, quarters go down and squares across, each with
its outcome's number. Shapes tell how a requirement stands: crossed for a date that has passed,
hollow for one to come, full for met, a ring for settled dates, a dot where it does not apply. A
corner marks a requirement that a late milestone reaches; a triangle a latest safe start.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from assurance.figures.runway import Runway, RunwayLine, quarter_words
from assurance.rules.runway import quarter_of
from assurance.words.runway import SafeStart, Standing
from irp.charts import (
    FAINT,
    FONT,
    HAIRLINE,
    INK,
    LATE,
    NAVY,
    ON_PAGES,
    QUIET,
    Drawing,
    dashed,
    label,
    line,
    svg,
)
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import QuarterConvention

Href = Callable[[str], str]  # the address of a requirement by its reference, "" for none


SHAPES = {
    Standing.MET: f'fill="{NAVY}"/>',
    Standing.SETTLED: f'rx="10" fill="#ffffff" stroke="{NAVY}" stroke-width="2"/>',
    Standing.NOT_APPLICABLE: f'fill="{FAINT}" stroke="{HAIRLINE}"/>',
    Standing.PASSED: f'fill="#ffffff" stroke="{LATE}" stroke-width="1.5"/>',
    Standing.AWAITED: f'fill="#ffffff" stroke="{QUIET}" stroke-width="1.5"/>',
    Standing.HIDDEN: f'fill="{FAINT}" stroke="{QUIET}" stroke-dasharray="2 2"/>',
    Standing.UNDATED: f'fill="#ffffff" stroke="{QUIET}" stroke-width="1.5"/>',
}


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: a square's side with its gap, the margin, how wide a quarter is."""

    width: int
    left: int
    step: float
    text: float
    font: str = ON_PAGES
    name: str = "app-drawing__wide"
    fluid: bool = True


WIDE = Size(width=1080, left=68, step=24, text=12)
NARROW = Size(width=290, left=66, step=26, text=12, name="app-drawing__narrow")
# Of 980 pixels across the page on its side: the letters come to eight points.
PRINT = Size(width=980, left=74, step=20, text=10.8, font=FONT, name="runway", fluid=False)


@dataclass(frozen=True)
class Shown:
    """What is drawn: the runway, what late milestones reach, how quarters are read, and links."""

    runway: Runway
    reached: Collection[str]
    quarters: QuarterConvention
    href: Href

    @cached_property
    def told(self) -> dict[str, tuple[str, str]]:
        """Return each square's words and address, ready to be written, by reference."""
        return {
            row.ref: (
                str(escape(_spoken(row, row.ref in self.reached))),
                str(escape(self.href(row.ref))),
            )
            for row in self.runway.lines
        }


def runway_chart(shown: Shown) -> Drawing:
    """Return the picture for a wide window, and drawn anew for a narrow one."""
    return Drawing(
        title=shown.runway.finding, wide=drawn(shown, WIDE), narrow=_narrow(shown, NARROW)
    )


def drawn(shown: Shown, size: Size) -> Markup:
    """Return the picture with quarters across; packs print `PRINT`."""
    found = shown.runway
    columns: list[int | None] = [*found.quarters, None]
    wide = (size.width - size.left) / len(columns)
    a_line = max(int((wide - 4) // size.step), 1)
    cells, starts = _by_cell(found.lines), _starts(found.lines)
    parts, y = list(_heads(shown, size, wide)), size.text * 4.2
    for outcome in sorted({one.outcome for one in found.lines}):
        most = max(len(cells.get((outcome, column), ())) for column in columns)
        room = 16 if any((outcome, column) in starts for column in columns) else 8
        height = max(-(-most // a_line), 1) * size.step + room
        parts.append(line(0, y, size.width, y, FAINT, 1))
        parts.append(label(0, y + size.text + 6, f"Outcome {outcome}", INK, edge=size.fluid))
        for place, column in enumerate(columns):
            x0 = size.left + place * wide + 4
            for number, row in enumerate(cells.get((outcome, column), ())):
                x = x0 + number % a_line * size.step
                at = y + 5 + number // a_line * size.step
                parts.append(_square(row, x, at, shown, size, str(row.test)))
            if begun := starts.get((outcome, column)):
                parts.append(_start(x0 + wide - 14, y + height - 2, begun))
        y += height
    parts += _marks(shown, size, wide, y)
    return _svg(shown, size, parts, y + size.text * 1.6)


def _narrow(shown: Shown, size: Size) -> Markup:
    """Return the picture with quarters down and squares across."""
    found, parts, y = shown.runway, [], 6.0
    rows: dict[int | None, list[RunwayLine]] = defaultdict(list)
    for row in found.lines:
        rows[row.quarter].append(row)
    a_line = int((size.width - size.left) // size.step)
    for column in (*found.quarters, None):
        some = rows.get(column, [])
        name, months = _named(column, shown.quarters)
        if column == found.end:
            y += size.text + 6
            parts.append(label(0, y - 5, _ends(found), LATE))
            parts.append(dashed(0, y, size.width, y, LATE, 2, "6 4"))
        parts.append(line(0, y, size.width, y, FAINT, 1))
        bold = column == found.now
        parts.append(label(0, y + size.text + 4, name, INK, bold=bold))
        parts.append(label(0, y + size.text * 2 + 8, months))
        for number, row in enumerate(some):
            x = size.left + number % a_line * size.step
            at = y + 4 + number // a_line * size.step
            parts.append(_square(row, x, at, shown, size, str(row.outcome)))
        y += max(-(-len(some) // a_line) * size.step + 8, size.text * 2 + 16)
    return _svg(shown, size, parts, y)


def _starts(lines: Iterable[RunwayLine]) -> dict[tuple[int, int | None], list[RunwayLine]]:
    """Return whose latest safe start lies in a quarter, by outcome and quarter."""
    found: dict[tuple[int, int | None], list[RunwayLine]] = defaultdict(list)
    for row in lines:
        if row.start_on is not None and row.start is not SafeStart.IMPOSSIBLE:
            found[row.outcome, quarter_of(row.start_on)].append(row)
    return found


def _start(x: float, y: float, rows: Iterable[RunwayLine]) -> str:
    """Return the triangle of latest safe starts, with what has to start by then."""
    words = "; ".join(f"{row.ref}: {row.start_words}" for row in rows)
    at = f"{round(x, 1)} {round(y, 1)}"
    return f'<g><title>{escape(words)}</title><path d="M{at}h10l-5 -9z" fill="{NAVY}"/></g>'


def _by_cell(lines: Sequence[RunwayLine]) -> dict[tuple[int, int | None], list[RunwayLine]]:
    cells: dict[tuple[int, int | None], list[RunwayLine]] = defaultdict(list)
    for row in lines:
        cells[row.outcome, row.quarter].append(row)
    return cells


def _heads(shown: Shown, size: Size, wide: float) -> Iterable[str]:
    """Yield each quarter's name, its months and how many dates are awaited in it."""
    found = shown.runway
    for place, column in enumerate((*found.quarters, None)):
        x = round(size.left + place * wide + 4, 1)
        name, months = _named(column, shown.quarters)
        bold = column == found.now
        yield label(x, size.text, name, INK, bold=bold, edge=size.fluid)
        yield label(x, size.text * 2.2, months, edge=size.fluid)
        count = (
            found.of_quarter(column)
            if column is not None
            else len(found.standing(Standing.UNDATED))
        )
        yield label(x, size.text * 3.4, f"{count} awaited", edge=size.fluid)


def _marks(shown: Shown, size: Size, wide: float, foot: float) -> Iterable[str]:
    """Yield the end of the intervention, before what is due at or after it, and this quarter."""
    found, top = shown.runway, size.text * 3.8
    for quarter, colour, words, anchor in (
        (found.end, LATE, _ends(found), "end"),
        (found.now, NAVY, "This quarter", "start"),
    ):
        if quarter in found.quarters:
            x = round(size.left + (quarter - found.quarters[0]) * wide, 1)
            yield dashed(x, top, x, foot, colour, 1.5, "6 4")
            y = foot + size.text * 1.2
            yield label(x, y, words, colour, anchor=anchor, edge=size.fluid)


def _ends(found: Runway) -> str:
    return f"The intervention ends on {printed_day(found.ends_on)}"


def _named(column: int | None, quarters: QuarterConvention) -> tuple[str, str]:
    """Return a quarter's name and its months: "Q1 2026" and "Jan to Mar"."""
    if column is None:
        return "No date", "to be agreed"
    name, _, months = quarter_words(column, quarters=quarters).partition(" (")
    return name, months[:-6]


def _square(row: RunwayLine, x: float, y: float, shown: Shown, size: Size, mark: str) -> str:
    """Return one requirement's square, a link where it has an address."""
    side = size.step - 4
    x, y = round(x, 1), round(y, 1)
    words, address = shown.told[row.ref]
    colour = "#ffffff" if row.standing is Standing.MET else INK
    foot = round(y + side / 2 + size.text * 0.35, 1)
    found = (
        f'{_shape(row.standing, x, y, side)}<text x="{round(x + side / 2, 1)}" y="{foot}" '
        f'text-anchor="middle" fill="{colour}">{mark}</text>'
    )
    if row.ref in shown.reached:  # a corner: a late milestone reaches it
        found += f'<path d="M{x + side} {y}h-8l8 8z" fill="{LATE}"/>'
    if row.start is not None:  # a foot: sustained evidence is asked for
        found += line(x, y + side + 2, x + side, y + side + 2, NAVY, 2)
    if size is WIDE:  # words for who points at it
        found = f"<title>{words}</title>{found}"
    return f'<a href="{address}" aria-label="{words}">{found}</a>' if address else f"<g>{found}</g>"


def _shape(standing: Standing, x: float, y: float, side: float) -> str:
    box = f'<rect x="{x}" y="{y}" width="{side}" height="{side}" '
    if standing is Standing.PASSED:  # a bar across the head besides the colour
        bar = f'<rect x="{x}" y="{y}" width="{side}" height="{round(side / 6, 1)}" fill="{LATE}"/>'
        return f"{box}{SHAPES[standing]}{bar}"
    return f"{box}{SHAPES[standing]}"


def _spoken(row: RunwayLine, is_reached: bool) -> str:
    """Return a square in words."""
    said = [f"{row.ref} {row.title}: {row.standing.label.lower()}"]
    if row.start_words:
        said.append(row.start_words)
    if is_reached:
        said.append("a late milestone reaches it")
    return "; ".join(said)


def _hidden_words(shown: Shown) -> str:
    """Return how what is not shown is drawn, "" where all is shown (Rule 24e)."""
    return " Dashed: not shown." if shown.runway.standing(Standing.HIDDEN) else ""


def _svg(shown: Shown, size: Size, parts: Iterable[str], height: float) -> Markup:
    return svg(
        size.name,
        size.width,
        round(height, 1),
        title=shown.runway.finding,
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
        role="group" if size.fluid else "img",
        desc="A square is a requirement, with the number of its test or outcome. Full: met. "
        "A bar across its head: a date has passed, not yet assured. Round: dates satisfied or set "
        "aside. A corner: a late milestone reaches it. A line below: sustained evidence is asked "
        f"for. A triangle: its latest safe start.{_hidden_words(shown)}",
    )
