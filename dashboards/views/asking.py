"""What the portfolio's page and its file share: which rows an address asks for."""

from dataclasses import dataclass
from datetime import datetime

from dashboards.forms import PortfolioFilter
from dashboards.presenters import portfolio_order as order
from dashboards.presenters.portfolio import Portfolio, PortfolioRow, read_portfolio
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.readings.readers import reader_of
from programmes.rules.withheld import Reader


@dataclass(frozen=True)
class AskedPortfolio:
    """The portfolio, and what of it the address asks for."""

    past: Past
    reader: Reader
    portfolio: Portfolio
    form: PortfolioFilter
    sort: str
    rows: list[PortfolioRow]

    def besides(self, name: str) -> list[PortfolioRow]:
        """Return the rows that pass every filter in force but one."""
        others = self.form.chosen()
        others.pop(name, None)
        return [row for row in self.portfolio.rows if order.passes(row, others)]


def asked_portfolio(request: SignedIn, *, at: datetime) -> AskedPortfolio:
    """Return the portfolio now or as at the past, and its rows as filtered and sorted."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    reader = reader_of(request.user)
    portfolio = read_portfolio(past.source, measured=past.measured, reader=reader)
    form = PortfolioFilter.of(
        request,
        aims={str(row.line.aim): row.aim for row in portfolio.rows},
        saos={str(row.sao_key): row.line.sao for row in portfolio.rows},
    )
    sort, chosen = request.GET.get("sort", ""), form.chosen()
    rows = order.sorted_rows([row for row in portfolio.rows if order.passes(row, chosen)], sort)
    return AskedPortfolio(
        past, reader, portfolio, form, sort if sort.removeprefix("-") in order.SORTS else "", rows
    )
