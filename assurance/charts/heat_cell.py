"""A cell of the map of outcomes by tests: a small stacked bar for each assessment. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import escape

from assurance.figures.heat import MapCell
from assurance.rules import Tally
from assurance.words import HIDDEN, Speaker
from irp.charts import HAIRLINE, INK, LATE, ON_PAGES, QUIET

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
SHORT = {Speaker.COMMISSIONER: "Com", Speaker.CPMO: "CPMO", Speaker.COUNCIL: "Cou"}
NAME = 24  # height of a name above its cells: as high as what is pressed has to be


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
    columns: int = 3  # of cells: in one, each test stands under the one before

    @property
    def cell(self) -> float:
        """Return the width of a cell."""
        return (self.width - self.names) / self.columns

    @property
    def height(self) -> int:
        """Return the height of a cell: three bars, and a line for the flag."""
        return 3 * self.bar + self.under


def drawn_cell(cell: MapCell, x: float, y: float, size: Size, link: str = "") -> str:
    """Return a cell at a place, as a link where it leads."""
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
            parts.append(words_at(x + 6, foot, SHORT[speaker], QUIET))
        left = x + 6 + size.label
        parts += drawn_bar(tally, left, top, room, size.bar - 6)
        figure = f"{tally.met}/{tally.n}" if tally.counts else "–"
        if tally.hidden:
            figure = f"{figure} ?" if tally.n else "?"
        parts.append(words_at(left + room + 4, foot, figure, bold=speaker is Speaker.COMMISSIONER))
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
    yield words_at(x + (13 if size.names else 1), foot, str(number), LATE, bold=True)


def _spoken(cell: MapCell) -> str:
    """Return a cell in words, for its link."""
    voices = "; ".join(f"{SPOKEN[who]} {tally.words}" for who, tally in cell.voices)
    passed = f"; {cell.counts.passed} with a date passed" if cell.counts.passed else ""
    return f"Outcome {cell.outcome}, test {cell.test}: {voices}{passed}; {cell.met.words}"


SPOKEN = {speaker: speaker.short for speaker in Speaker}


def words_at(x: float, y: float, words: str, colour: str = INK, *, bold: bool = False) -> str:
    """Return words at a place of a drawing."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{weight}>{escape(words)}</text>'
