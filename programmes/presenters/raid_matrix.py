"""The matrix of risks as a page shows it: the picture, its title, and its data as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from programmes.charts.risks import ON_PAGE, risk_matrix
from programmes.figures.risk_matrix import Matrix, MatrixCell, matrix_title

Href = Callable[..., str]


@dataclass(frozen=True, kw_only=True)
class MatrixPicture:
    """A matrix drawn, with what it says in words and the address of each cell's list."""

    matrix: Matrix
    title: str
    svg: Markup
    href: Href

    def cell_href(self, cell: MatrixCell) -> str:
        """Return the address of the open risks in a cell."""
        return _cell_href(self.href, cell)


def matrix_picture(matrix: Matrix, *, href: Href) -> MatrixPicture:
    """Return the matrix of some risks; `href` gives an address of the register with filters."""
    title = matrix_title(matrix)
    drawn = risk_matrix(matrix, title=title, href=lambda cell: _cell_href(href, cell), size=ON_PAGE)
    return MatrixPicture(matrix=matrix, title=title, svg=drawn, href=href)


def _cell_href(href: Href, cell: MatrixCell) -> str:
    return href(kind="risk", cell=f"{cell.score.impact}-{cell.score.likelihood}")
