"""The map of ten outcomes by three tests: three small stacked bars a cell (PAGES 5.3). Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from assurance.charts.heat_cell import Size, drawn_cell, words_at
from assurance.figures.heat import MapCell
from irp.charts import FONT, INK, Drawing, fitted, svg, wrapped

LEGEND = (
    "Each bar is one assessment, from the top: commissioners (Com), CPMO and the council (Cou). "
    "Dark is met, lighter partly met, outlined not met, dashed not assessed. The number is how "
    "many of the requirements are met. A red flag counts requirements with a date passed, not yet "
    "assured. A thick frame: commissioners declared the test met, and it counts."
)
NOT_SHOWN = (
    " A grey part and a question mark are what is not shown; numbers and flags are of what is. A "
    "dashed frame: it is not shown whether commissioners declared the test met."
)
Href = Callable[[MapCell], str]
LINKED = "#144e81"


WIDE = Size(width=1140, names=270, bar=18, label=44, number=44, text=13)
NARROW = Size(
    width=290,
    names=0,
    bar=16,
    label=0,
    number=26,
    text=12,
    name="app-drawing__narrow app-map",
    full_heads=False,
)
# A page in points: each outcome's name stands above its three cells.
PRINT = Size(
    width=510,
    names=0,
    bar=9,
    label=26,
    number=26,
    text=8.5,
    font=FONT,
    name="map",
    above=13,
    under=8,
)
# The three cells of one outcome, on its own page, and where there is no room beside each other.
OUTCOME = replace(PRINT, bar=10, named=False)
OUTCOME_NARROW = replace(NARROW, columns=1, bar=18, label=44, number=36, text=13)


def heat_map(
    rows: Sequence[Sequence[MapCell]], tests: Sequence[str], *, title: str, href: Href, of_row: Href
) -> Drawing:
    """Return the map for a wide window and a narrow one; `tests` are the names of the columns.

    Each cell leads to `href`, the name of its row to `of_row`.
    """
    return Drawing(
        title=title,
        wide=drawn(rows, tests, WIDE, title=title, href=href, of_row=of_row),
        narrow=drawn(rows, tests, NARROW, title=title, href=href, of_row=of_row),
    )


def drawn(
    rows: Sequence[Sequence[MapCell]],
    tests: Sequence[str],
    size: Size,
    *,
    title: str,
    href: Href | None = None,
    of_row: Href | None = None,
) -> Markup:
    """Return the map in one size; packs have no links in it."""
    parts, y = [], size.text * 1.2
    heads = [words if size.full_heads else words.partition(":")[0] for words in tests]
    lines = [wrapped(words, (size.cell - 12) / size.text) for words in heads]
    for column, head in enumerate(lines):
        for line, words in enumerate(head):
            x = size.names + column * size.cell + 6
            parts.append(words_at(x, y + size.text * 1.25 * line, words, bold=True))
    y += size.text * (1.25 * (max(map(len, lines), default=1) - 1) + 0.6)
    for row in rows:
        if not row:
            continue
        if size.named:
            parts.append(_named(row[0], y, size, of_row(row[0]) if of_row else ""))
            y += 0 if size.names else size.above
        for column, cell in enumerate(row):
            link = href(cell) if href else ""
            parts.append(drawn_cell(cell, size.names + column * size.cell, y, size, link))
        y += size.height + 6
    return svg(
        size.name,
        size.width,
        round(y, 1),
        title=title,
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
        role="group" if href else "img",
        desc=_described(rows),
    )


def drawn_down(row: Sequence[MapCell], tests: Sequence[str], size: Size, *, title: str) -> Markup:
    """Return the cells of one outcome under each other, each under the name of its test."""
    parts, y = [], 0.0
    for cell, test in zip(row, tests, strict=True):
        for words in wrapped(test, (size.width - 12) / size.text):
            y += size.text * 1.25
            parts.append(words_at(0, y, words, bold=True))
        parts.append(drawn_cell(cell, 0, y + 6, size, ""))
        y += size.height + 16
    return svg(
        size.name,
        size.width,
        round(y, 1),
        title=title,
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
        desc=_described([row]),
    )


def _described(rows: Iterable[Sequence[MapCell]]) -> str:
    return LEGEND + (NOT_SHOWN if any(_hides(cell) for row in rows for cell in row) else "")


def _hides(cell: MapCell) -> bool:
    return cell.met.is_hidden or any(tally.hidden for _, tally in cell.voices)


def _named(cell: MapCell, y: float, size: Size, link: str) -> str:
    """Return the name of an outcome, beside its cells or above them, as a link where it leads."""
    named = f"{cell.outcome}. {cell.title}"
    if size.names:
        lines = wrapped(named, (size.names - 12) / size.text, most=3)
        wide, high, first = size.names - 12, size.height, y + size.text * 1.2
    else:
        lines = [_fitted(named, size.width, size)]
        wide, high, first = size.width, size.above, y + size.above * 0.7
    colour = LINKED if link else INK
    step = size.text * 1.25
    told = "".join(
        words_at(0, first + step * line, words, colour) for line, words in enumerate(lines)
    )
    if not link:
        return told
    room = f'<rect x="0" y="{y:.1f}" width="{wide}" height="{high}" fill="#ffffff"/>'
    return (
        f'<a href="{escape(link)}" aria-label="{escape(named)}" text-decoration="underline">'
        f"{room}{told}</a>"
    )


def _fitted(words: str, room: float, size: Size) -> str:
    return fitted(words, room / size.text)
