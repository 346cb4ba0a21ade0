"""The runway as a picture: a square a requirement, by quarter and outcome (PAGES 5.10). Pure.

Wide, quarters go across and outcomes down; narrow, quarters go down and squares across, each with
its outcome's number.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from assurance.charts.runway_squares import Shown, Square, start_mark, starts_of
from assurance.figures.runway import Runway, quarter_words
from assurance.figures.runway_lines import RunwayLine
from assurance.words.runway import RunwayStanding
from irp.charts import (
    FAINT,
    FONT,
    INK,
    LATE,
    NAVY,
    ON_PAGES,
    Drawing,
    dashed,
    label,
    line,
    svg,
)
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import QuarterConvention


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
    cells, starts = _by_cell(shown), starts_of(found.lines)
    parts, y = list(_heads(shown, size, wide)), size.text * 4.2
    for outcome in sorted({row.outcome for row in found.lines}):
        most = max(len(cells.get((outcome, column), ())) for column in columns)
        room = 16 if any((outcome, column) in starts for column in columns) else 8
        height = max(-(-most // a_line), 1) * size.step + room
        parts.append(line(0, y, size.width, y, FAINT, 1))
        parts.append(label(0, y + size.text + 6, f"Outcome {outcome}", INK, edge=size.fluid))
        for place, column in enumerate(columns):
            x0 = size.left + place * wide + 4
            for number, square in enumerate(cells.get((outcome, column), ())):
                x = x0 + number % a_line * size.step
                at = y + 5 + number // a_line * size.step
                parts.append(square.drawn(x, at, size.step - 4, size.text, titled=size is WIDE))
            if begun := starts.get((outcome, column)):
                parts.append(start_mark(x0 + wide - 14, y + height - 2, begun))
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
        squares = shown.squares(rows.get(column, []), lambda row: row.outcome)
        name, months = _named(column, shown.quarters)
        if column == found.end:
            y += size.text + 6
            parts.append(label(0, y - 5, _ends(found), LATE))
            parts.append(dashed(0, y, size.width, y, LATE, 2, "6 4"))
        parts.append(line(0, y, size.width, y, FAINT, 1))
        bold = column == found.now
        parts.append(label(0, y + size.text + 4, name, INK, bold=bold))
        parts.append(label(0, y + size.text * 2 + 8, months))
        for number, square in enumerate(squares):
            x = size.left + number % a_line * size.step
            at = y + 4 + number // a_line * size.step
            parts.append(square.drawn(x, at, size.step - 4, size.text))
        y += max(-(-len(squares) // a_line) * size.step + 8, size.text * 2 + 16)
    return _svg(shown, size, parts, y)


def _by_cell(shown: Shown) -> dict[tuple[int, int | None], list[Square]]:
    cells: dict[tuple[int, int | None], list[RunwayLine]] = defaultdict(list)
    for row in shown.runway.lines:
        cells[row.outcome, row.quarter].append(row)
    return {
        (outcome, quarter): shown.squares(rows, lambda row: row.test, outcome=outcome)
        for (outcome, quarter), rows in cells.items()
    }


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
            else len(found.standing(RunwayStanding.UNDATED))
        )
        yield label(x, size.text * 3.4, f"{count} to assure", edge=size.fluid)


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


def _what(shown: Shown) -> str:
    if shown.is_shared:
        return "A square is requirements with the same status. Its number says how many."
    return "A square is a requirement, with the number of its test or outcome."


def _hidden_words(shown: Shown) -> str:
    """Return how what is not shown is drawn, "" where all is shown (Rule 24e)."""
    return (
        " Dashed: not shown, at its first date."
        if shown.runway.standing(RunwayStanding.HIDDEN)
        else ""
    )


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
        desc=f"{_what(shown)} Full: met. "
        "A bar across its head: a date has passed, not yet assured. Round: dates satisfied or set "
        "aside. A corner: a late milestone reaches it. A line below: sustained evidence is asked "
        f"for. A triangle: its latest safe start.{_hidden_words(shown)}",
    )
