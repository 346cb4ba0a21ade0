"""The matrix of risks: five by five, a count a cell, an arrow for each risk that moved. Pure."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from irp.charts import INK, NAVY, ON_PAGES, QUIET, svg
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
LEFT, TOP, WIDE, HIGH, FOOT, TEXT = 46, 6, 52, 40, 34, 11

Href = Callable[[MatrixCell], str]


def risk_matrix(matrix: Matrix, *, title: str, href: Href | None = None) -> Markup:
    """Return the picture of a matrix; `href` gives the address of a cell's list, on pages.

    Impact goes up, likelihood to the right. A cell says its band in a letter besides its colour.
    """
    parts = [_cell(cell, href) for row in matrix.rows for cell in row]
    parts += [_axes()]
    parts += [_arrow(one) for one in (*matrix.worse, *matrix.better)]
    width, height = LEFT + 5 * WIDE + 4, TOP + 5 * HIGH + FOOT
    drawn: dict[str, Any] = {"title": title, "parts": parts, "text": TEXT}
    if href:  # on pages, where a narrow window has room for little more than these units
        drawn |= {"role": "group", "font": ON_PAGES, "text": 12}
    return svg("risk-matrix", width, height, **drawn)


def _corner(score: Score) -> tuple[int, int]:
    """Return the left upper corner of a cell."""
    return LEFT + WIDE * (score.likelihood - 1), TOP + HIGH * (5 - score.impact)


def _cell(cell: MatrixCell, href: Href | None) -> str:
    x, y = _corner(cell.score)
    fill, ink = FILLS[cell.band]
    count, letter = len(cell.refs), 12 if href else 11
    drawn = (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" fill="{fill}" stroke="#ffffff"/>'
        f'<text x="{x + 4}" y="{y + letter + 2}" font-size="{letter}" fill="{ink}">'
        f"{cell.band.label[0]}</text>"
    )
    if count:
        middle = x + WIDE / 2
        drawn += (
            f'<text x="{middle}" y="{y + 26}" font-size="17" font-weight="600" fill="{ink}" '
            f'text-anchor="middle">{count}</text>'
        )
    if not (href and count):
        return drawn
    said = escape(f"{cell.score}, {cell.band.label}: {count}")
    return f'<a href="{escape(href(cell))}" aria-label="{said}">{drawn}</a>'


def _axes() -> str:
    parts = []
    for level in LEVELS:
        x, y = _corner(Score(impact=level, likelihood=level))
        foot = TOP + 5 * HIGH + 12
        parts.append(
            f'<text x="{x + WIDE / 2}" y="{foot}" fill="{QUIET}" '
            f'text-anchor="middle">{level}</text>'
            f'<text x="{LEFT - 8}" y="{y + HIGH / 2 + 3}" fill="{QUIET}" '
            f'text-anchor="middle">{level}</text>'
        )
    across, down = LEFT + 2.5 * WIDE, TOP + 2.5 * HIGH
    parts.append(
        f'<text x="{across}" y="{TOP + 5 * HIGH + 27}" fill="{INK}" '
        'text-anchor="middle">Likelihood →</text>'
        f'<text x="12" y="{down}" fill="{INK}" text-anchor="middle" '
        f'transform="rotate(-90 12 {down})">Impact →</text>'
    )
    return "".join(parts)


def _arrow(one: Placed) -> str:
    """Return the way of a risk from where it was: a ring at its beginning, a dot at its end."""
    if one.was is None or one.now is None:
        return ""
    (x1, y1), (x2, y2) = _corner(one.was), _corner(one.now)
    x1, x2 = x1 + WIDE - 10, x2 + WIDE - 10
    y1, y2 = y1 + HIGH - 9, y2 + HIGH - 9
    halo = 'stroke="#ffffff" stroke-width="4"'
    line = f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
    return (
        f'{line} {halo}/>{line} stroke="{NAVY}" stroke-width="1.6"/>'
        f'<circle cx="{x1}" cy="{y1}" r="3" fill="#ffffff" stroke="{NAVY}"/>'
        f'<circle cx="{x2}" cy="{y2}" r="3.6" fill="{NAVY}" stroke="#ffffff"/>'
    )
