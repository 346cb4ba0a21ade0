"""The matrix of risks: five by five, a count a cell, an arrow for each risk that moved. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from irp.charts import FONT, INK, NAVY, ON_PAGES, QUIET, svg
from programmes.facts.raid import Score
from programmes.figures.risk_matrix import Matrix, MatrixCell, Placed
from programmes.words import Band
from programmes.words.raid import LEVELS

# A scale of its own, neither a rating's nor a judgement's (Rule 3), and the ink upon each.
FILLS = {
    Band.LOW: ("#f4f1f8", INK),
    Band.MODERATE: ("#d9cfe8", INK),
    Band.HIGH: ("#8a6bb1", "#ffffff"),
    Band.TOP: ("#45246f", "#ffffff"),
}
TOP = 6


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: what is before the cells, a cell, and its letters."""

    left: int = 46
    wide: int = 52  # of a cell
    high: int = 40
    text: int = 11
    name: str = "risk-matrix"
    font: str = FONT
    fluid: bool = False

    def corner(self, score: Score) -> tuple[int, int]:
        """Return the left upper corner of a cell."""
        return self.left + self.wide * (score.likelihood - 1), TOP + self.high * (5 - score.impact)


PRINT = Size()
ON_PAGE = Size(text=12, font=ON_PAGES)  # a narrow window has room for little more than its units
NARROW = Size(
    left=40, wide=49, high=42, text=13, font=ON_PAGES, name="app-drawing__narrow", fluid=True
)

Href = Callable[[MatrixCell], str]


def risk_matrix(
    matrix: Matrix, *, title: str, href: Href | None = None, size: Size = PRINT
) -> Markup:
    """Return the picture of a matrix; `href` gives the address of a cell's list, on pages.

    Impact goes up, likelihood to the right. A cell says its band in a letter besides its colour.
    """
    parts = [_cell(cell, size, href) for row in matrix.rows for cell in row]
    parts += [_axes(size)]
    parts += [_arrow(risk, size) for risk in (*matrix.worse, *matrix.better)]
    return svg(
        size.name,
        size.left + 5 * size.wide + 4,
        TOP + 5 * size.high + round(size.text * 3.1),
        title=title,
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
        role="group" if href else "img",
    )


def _cell(cell: MatrixCell, size: Size, href: Href | None) -> str:
    x, y = size.corner(cell.score)
    fill, ink = FILLS[cell.band]
    count, letter = len(cell.refs), size.text
    drawn = (
        f'<rect x="{x}" y="{y}" width="{size.wide}" height="{size.high}" fill="{fill}" '
        'stroke="#ffffff"/>'
        f'<text x="{x + 4}" y="{y + letter + 2}" font-size="{letter}" fill="{ink}">'
        f"{cell.band.label[0]}</text>"
    )
    if count:
        middle = x + size.wide / 2
        drawn += (
            f'<text x="{middle}" y="{y + 26}" font-size="17" font-weight="600" fill="{ink}" '
            f'text-anchor="middle">{count}</text>'
        )
    if not (href and count):
        return drawn
    name = escape(f"{cell.score}, {cell.band.label}: {count}")
    return f'<a href="{escape(href(cell))}" aria-label="{name}">{drawn}</a>'


def _axes(size: Size) -> str:
    parts, bottom = [], TOP + 5 * size.high
    for level in LEVELS:
        x, y = size.corner(Score(impact=level, likelihood=level))
        parts.append(
            f'<text x="{x + size.wide / 2}" y="{bottom + size.text + 1}" fill="{QUIET}" '
            f'text-anchor="middle">{level}</text>'
            f'<text x="{size.left - 8}" y="{y + size.high / 2 + 3}" fill="{QUIET}" '
            f'text-anchor="middle">{level}</text>'
        )
    across, down = size.left + 2.5 * size.wide, TOP + 2.5 * size.high
    parts.append(
        f'<text x="{across}" y="{bottom + round(size.text * 2.45)}" fill="{INK}" '
        'text-anchor="middle">Likelihood →</text>'
        f'<text x="12" y="{down}" fill="{INK}" text-anchor="middle" '
        f'transform="rotate(-90 12 {down})">Impact →</text>'
    )
    return "".join(parts)


def _arrow(risk: Placed, size: Size) -> str:
    """Return the way of a risk from where it was: a ring at its beginning, a dot at its end."""
    if risk.was is None or risk.now is None:
        return ""
    (x1, y1), (x2, y2) = size.corner(risk.was), size.corner(risk.now)
    x1, x2 = x1 + size.wide - 10, x2 + size.wide - 10
    y1, y2 = y1 + size.high - 9, y2 + size.high - 9
    halo = 'stroke="#ffffff" stroke-width="4"'
    line = f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
    return (
        f'{line} {halo}/>{line} stroke="{NAVY}" stroke-width="1.6"/>'
        f'<circle cx="{x1}" cy="{y1}" r="3" fill="#ffffff" stroke="{NAVY}"/>'
        f'<circle cx="{x2}" cy="{y2}" r="3.6" fill="{NAVY}" stroke="#ffffff"/>'
    )
