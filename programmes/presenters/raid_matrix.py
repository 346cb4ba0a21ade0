"""The matrix of risks as a page shows it: the picture, its title, and its data as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from programmes.charts.risks import risk_matrix
from programmes.figures.risk_matrix import Matrix, MatrixCell
from programmes.words import Band

Href = Callable[..., str]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A matrix drawn, with what it says in words and the address of each cell's list."""

    matrix: Matrix
    title: str
    svg: Markup
    href: Href

    def cell_href(self, cell: MatrixCell) -> str:
        """Return the address of the open risks in a cell."""
        return _cell_href(self.href, cell)


def picture(matrix: Matrix, *, href: Href) -> Picture:
    """Return the matrix of some risks; `href` gives an address of the register with filters."""
    title = matrix_title(matrix)
    drawn = risk_matrix(matrix, title=title, href=lambda cell: _cell_href(href, cell))
    return Picture(matrix=matrix, title=title, svg=drawn, href=href)


def _cell_href(href: Href, cell: MatrixCell) -> str:
    return href(kind="risk", cell=f"{cell.score.impact}-{cell.score.likelihood}")


def matrix_title(matrix: Matrix) -> str:
    """Return what a matrix comes to: "2 of 9 open risks in the top band, 1 worse than before"."""
    every = matrix.counted + len(matrix.not_scored)
    if not every:
        return "No open risks"
    plural = "" if every == 1 else "s"
    said = [f"{matrix.in_band(Band.TOP)} of {every} open risk{plural} in the top band"]
    if matrix.not_scored:
        said.append(f"{len(matrix.not_scored)} not scored")
    for moved, words in ((matrix.worse, "got worse"), (matrix.better, "got better")):
        if moved:
            said.append(f"{len(moved)} {words} since the last freeze")
    return ", ".join(said)
