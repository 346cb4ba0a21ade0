"""The map of ten outcomes by three tests: three small stacked bars a cell (PAGES 5.3). Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from assurance.figures.heat import MapCell
from assurance.rules import Tally
from assurance.words import HIDDEN, Speaker
from irp.charts import FONT, HAIRLINE, INK, LATE, ON_PAGES, QUIET, Drawing, fitted, svg, wrapped

MET, PARTLY, EDGE, NOTHING = "#12406b", "#5b93c4", "#12406b", "#7c899c"
UNKNOWN = "#9aa3b0"
# In the order they are drawn: met first, then what is not.
SHAPES = (
    ("met", f'fill="{MET}" stroke="{EDGE}"'),
    ("partly_met", f'fill="{PARTLY}" stroke="{EDGE}"'),
    ("not_met", f'fill="#ffffff" stroke="{EDGE}"'),
    ("not_assessed", f'fill="#ffffff" stroke="{NOTHING}" stroke-dasharray="2 2"'),
    (HIDDEN, f'fill="{UNKNOWN}" stroke="{UNKNOWN}"'),
)
LEGEND = (
    "Each bar is one assessment: commissioners (Com), CPMO and the council (Cou). Dark is met, "
    "lighter partly met, outlined not met, dashed not assessed. The number is how many of the "
    "requirements are met. A red flag counts requirements with a date passed, not yet assured. A "
    "thick frame: commissioners declared the test met, and it counts."
)
NOT_SHOWN = (
    " A grey part and a question mark are what is not shown; numbers and flags are of what is. A "
    "dashed frame: it is not shown whether commissioners declared the test met."
)
SHORT = {Speaker.COMMISSIONER: "Com", Speaker.CPMO: "CPMO", Speaker.COUNCIL: "Cou"}
Href = Callable[[MapCell], str]
NAME = 24  # height of a name above its cells: as high as what is pressed has to be
LINKED = "#144e81"


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: names of outcomes beside the cells, or above them where 0."""

    width: int
    names: int
    bar: int  # height of a bar with the gap under it
    label: int  # room of a bar's name
    number: int  # room of its count
    text: float
    font: str = ON_PAGES
    name: str = "app-drawing__wide app-map"
    fluid: bool = True
    full_heads: bool = True  # a test's name whole, else its number alone
    named: bool = True  # each row by its outcome
    above: int = NAME  # height of a name where it stands above its cells
    under: int = 12  # of the line for the flag under the bars

    @property
    def cell(self) -> float:
        """Return the width of a cell."""
        return (self.width - self.names) / 3

    @property
    def height(self) -> int:
        """Return the height of a cell: three bars, and a line for the flag."""
        return 3 * self.bar + self.under


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
OUTCOME = replace(PRINT, bar=10, named=False)  # the three cells of one outcome, on its own page


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
            parts.append(_text(x, y + size.text * 1.25 * line, words, bold=True))
    y += size.text * (1.25 * (max(map(len, lines), default=1) - 1) + 0.6)
    for row in rows:
        if not row:
            continue
        if size.named:
            parts.append(_named(row[0], y, size, of_row(row[0]) if of_row else ""))
            y += 0 if size.names else size.above
        for column, cell in enumerate(row):
            link = href(cell) if href else ""
            parts.append(_cell(cell, size.names + column * size.cell, y, size, link))
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
        desc=LEGEND + (NOT_SHOWN if any(_hides(cell) for row in rows for cell in row) else ""),
    )


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
    told = "".join(
        _text(0, first + size.text * 1.25 * line, words, colour) for line, words in enumerate(lines)
    )
    if not link:
        return told
    room = f'<rect x="0" y="{y:.1f}" width="{wide}" height="{high}" fill="#ffffff"/>'
    return (
        f'<a href="{escape(link)}" aria-label="{escape(named)}" text-decoration="underline">'
        f"{room}{told}</a>"
    )


def _cell(cell: MapCell, x: float, y: float, size: Size, link: str) -> str:
    wide, high = size.cell - 6, size.height
    stroke = (EDGE, 4) if cell.is_framed else (HAIRLINE, 1)
    dashes = ""
    if cell.met.is_hidden:
        stroke, dashes = (EDGE, 2), ' stroke-dasharray="6 4"'
    inset = stroke[1] / 2
    parts = [
        f'<rect x="{x + inset:.1f}" y="{y + inset:.1f}" width="{wide - 2 * inset:.1f}" '
        f'height="{high - 2 * inset:.1f}" fill="#ffffff" stroke="{stroke[0]}" '
        f'stroke-width="{stroke[1]}"{dashes}/>'
    ]
    flag = 34 if size.names else 18
    room = wide - 12 - size.label - size.number - flag
    for place, (speaker, tally) in enumerate(cell.voices):
        top = y + 6 + place * size.bar
        foot = round(top + size.bar * 0.62, 1)
        if size.label:
            parts.append(_text(x + 6, foot, SHORT[speaker], QUIET))
        left = x + 6 + size.label
        parts += drawn_bar(tally, left, top, room, size.bar - 6)
        said = f"{tally.met}/{tally.n}" if tally.counts else "–"
        if tally.hidden:
            said = f"{said} ?" if tally.n else "?"
        parts.append(_text(left + room + 4, foot, said, bold=speaker is Speaker.COMMISSIONER))
    if cell.counts.passed:
        parts += _flag(cell.counts.passed, x + wide - flag + (6 if size.names else 2), y + 6, size)
    if not link:
        return "".join(parts)
    return f'<a href="{escape(link)}" aria-label="{escape(_spoken(cell))}">{"".join(parts)}</a>'


def drawn_bar(tally: Tally, x: float, y: float, room: float, height: float) -> Iterable[str]:
    """Return a bar of the requirements that count or are not shown; none where there is none."""
    every = tally.n + tally.hidden
    if not every:
        return
    for key, shape in SHAPES:
        number = tally.of(key)
        if number:
            wide = room * number / every
            yield (
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide - 1, 1):.1f}" '
                f'height="{height}" {shape}/>'
            )
            x += wide


def _flag(number: int, x: float, y: float, size: Size) -> Iterable[str]:
    yield (
        f'<path d="M{x:.1f} {y + 12:.1f}V{y:.1f}h9l-3 3.5 3 3.5h-9" fill="{LATE}" stroke="{LATE}"/>'
    )
    foot = y + (10 if size.names else 24)
    yield _text(x + (13 if size.names else 1), foot, str(number), LATE, bold=True)


def _spoken(cell: MapCell) -> str:
    """Return a cell in words, for its link."""
    said = "; ".join(f"{SPOKEN[who]} {tally.words}" for who, tally in cell.voices)
    passed = f"; {cell.counts.passed} with a date passed" if cell.counts.passed else ""
    return f"Outcome {cell.outcome}, test {cell.test}: {said}{passed}; {cell.met.words}"


SPOKEN = {speaker: speaker.short for speaker in Speaker}


def _text(x: float, y: float, words: str, colour: str = INK, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{weight}>{escape(words)}</text>'


def _fitted(words: str, room: float, size: Size) -> str:
    return fitted(words, room / size.text)
