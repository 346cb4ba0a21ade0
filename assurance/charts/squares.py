"""The step-down position: three bands, a square for each place of a clause (Rule 21). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from assurance.figures.step_down import ClauseLine, PlaceLine
from assurance.words.step_down import Clause
from irp.charts import FONT, INK, ON_PAGES, QUIET, Drawing, svg, wrapped

HELD, OPEN = "#1d5e8a", "#ffffff"  # assurance has a scale of its own: blue, square


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: how wide, a square and the gap after it, and the text."""

    width: int
    side: int
    gap: int
    text: float
    font: str = ON_PAGES
    name: str = "app-drawing__wide"
    fluid: bool = True
    named: float = 0.85  # of a square by its outcome, as a part of the text


WIDE = Size(width=800, side=34, gap=6, text=14)
NARROW = Size(width=290, side=40, gap=8, text=13, name="app-drawing__narrow")
# Of 727 pixels, the width of the page: the letters come to eight points at least.
PRINT = Size(
    width=727, side=31, gap=4, text=11.5, font=FONT, name="squares", fluid=False, named=0.95
)
DESC = (
    "A square for each outcome and test that a clause looks at. A filled one with a tick holds, an "
    "outlined one does not. The number is the outcome’s; under clause c, the test comes after it."
)
HIDDEN = " A dashed one with a question mark is not shown, whether it holds or not."


def squares_chart(clauses: Iterable[ClauseLine]) -> Drawing:
    """Return the position for a wide window and a narrow one."""
    rows = list(clauses)
    return Drawing(title=finding(rows), wide=drawn(rows, WIDE), narrow=drawn(rows, NARROW))


def finding(clauses: Iterable[ClauseLine]) -> str:
    """Return what the chart finds: each clause in words."""
    return "; ".join(f"{row.clause.value} {_lower(row.words)}" for row in clauses)


def drawn(clauses: Iterable[ClauseLine], size: Size) -> Markup:
    """Return the three bands in one size."""
    parts, y = [], size.text
    rows = list(clauses)
    for row in rows:
        label = f"{row.clause.value}. {row.clause.label}"
        for words in wrapped(label, size.width / size.text):
            parts.append(_words(0, y, words, size, bold=True))
            y += size.text * 1.3
        parts.append(_words(0, y, row.words, size, colour=QUIET))
        y += size.text * 0.7
        step = size.side + size.gap
        across = max(1, (size.width + size.gap) // step)
        if row.clause is Clause.C:  # the two tests of an outcome stay together
            across -= across % 2
        for place, line in enumerate(row.places):
            x, top = step * (place % across), y + step * (place // across)
            parts.append(_square(line, x, round(top, 1), size))
        y += step * -(-len(row.places) // across) + size.text * 1.3
    return svg(
        size.name,
        size.width,
        round(y - size.text, 1),
        title=finding(rows),
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
        desc=DESC + (HIDDEN if any(row.hidden for row in rows) else ""),
    )


def _square(line: PlaceLine, x: float, y: float, size: Size) -> str:
    place, side = line.place, size.side
    words = f"{place.outcome}"
    if place.clause is not Clause.A:
        words = f"T{place.test}" if place.clause is Clause.B else f"{place.outcome}.T{place.test}"
    fill, ink = (HELD, "#ffffff") if place.holds else (OPEN, INK)
    middle, foot = x + side / 2, round(y + side * 0.45, 1)
    mark = "?" if place.is_hidden else "✓" if place.holds else "–"
    dashes = ' stroke-dasharray="4 3"' if place.is_hidden else ""
    return (
        f'<rect x="{x + 0.75}" y="{y + 0.75}" width="{side - 1.5}" height="{side - 1.5}" '
        f'fill="{fill}" stroke="{HELD}" stroke-width="1.5"{dashes}/>'
        f'<text x="{middle}" y="{foot}" text-anchor="middle" fill="{ink}" '
        f'font-size="{round(size.text * size.named, 1)}">{words}</text>'
        f'<text x="{middle}" y="{round(y + side * 0.85, 1)}" text-anchor="middle" '
        f'fill="{ink}">{mark}</text>'
    )


def _words(
    x: float, y: float, words: str, size: Size, *, colour: str = INK, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x}" y="{round(y, 1)}" fill="{colour}"{weight}>{words}</text>'


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
