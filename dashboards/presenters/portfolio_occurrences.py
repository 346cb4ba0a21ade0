"""The line of occurrences of the recurring milestones of the programmes shown (Rule 10)."""

from collections.abc import Iterable

from dashboards.presenters.portfolio import Portfolio, PortfolioRow
from irp.past import Past
from programmes.figures.occurrences import OccurrenceCounts, count_recurring
from programmes.readings.occurrences import recurring_rows
from programmes.rules.withheld import Reader


def occurrences_of(
    past: Past, portfolio: Portfolio, rows: Iterable[PortfolioRow], *, reader: Reader
) -> OccurrenceCounts | None:
    """Return the counts, None where no milestone recurs. In two statements."""
    shown = {row.line.ref for row in rows}
    found = recurring_rows(
        past.source,
        on=past.measured.on,
        programmes=portfolio.read.keys,
        returns=portfolio.read.every_return,
        reader=reader,
    )
    return count_recurring((row for row in found if row.programme in shown), measured=past.measured)
