"""The matrix of risks of the programmes that the portfolio shows (Rule 28)."""

from collections.abc import Sequence
from functools import partial

from dashboards.presenters.portfolio import Portfolio, PortfolioRow
from irp.addresses import address
from irp.past import Past
from irp.readings import last_freeze
from programmes.figures.risk_matrix import matrix
from programmes.presenters.raid_matrix import MatrixPicture, matrix_picture
from programmes.readings.risk_places import risk_places


def risks_of(past: Past, whole: Portfolio, rows: Sequence[PortfolioRow]) -> MatrixPicture:
    """Return the matrix of some programmes' risks, in two statements.

    Of all of them, and the overarching risks, where every programme is shown.
    """
    refs = {row.line.ref for row in rows}
    is_all = len(rows) == len(whole.rows)
    since = last_freeze(past.source)
    placed = risk_places(
        past.source,
        since=since,
        among=None if is_all else [key for key, ref in whole.read.keys.items() if ref in refs],
    )
    asked = {} if is_all else {"among": ",".join(row.line.ref for row in rows)}
    return matrix_picture(
        matrix(placed), href=partial(past.to, address("programmes:raid"), **asked)
    )
