"""The portfolio: every programme on one page, and the same rows as a file."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.forms import PortfolioFilter
from dashboards.presenters import portfolio as presenter
from dashboards.presenters import portfolio_order as order
from dashboards.presenters.portfolio_csv import COLUMNS
from irp.columns import as_csv
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.past import Past, past_of
from irp.permissions import require


@dataclass(frozen=True)
class Asked:
    """The portfolio, and what of it the address asks for."""

    past: Past
    whole: presenter.Portfolio
    form: PortfolioFilter
    sort: str
    rows: list[presenter.PortfolioRow]


def _asked(request: SignedIn) -> Asked:
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    whole = presenter.read(past.source, measured=past.measured)
    form = PortfolioFilter(
        request.GET,
        aims={str(row.line.aim): row.aim for row in whole.rows},
        saos={str(row.sao_key): row.line.sao for row in whole.rows},
    )
    sort, chosen = request.GET.get("sort", ""), form.chosen()
    rows = order.sorted_rows([row for row in whole.rows if order.passes(row, chosen)], sort)
    return Asked(past, whole, form, sort if sort.removeprefix("-") in order.SORTS else "", rows)


@require_safe
def portfolio(request: SignedIn) -> HttpResponse:
    """Show the programmes by aim or in the order asked, now or as at a past date."""
    asked = _asked(request)
    chips = [
        {"text": asked.form.words(name, value), "href": querystring(request, **{name: None})}
        for name, value in asked.form.chosen().items()
    ]
    groups = [("", asked.rows)] if asked.sort else order.by_aim(asked.rows)
    context = {
        "past": asked.past,
        "period": asked.whole.period,
        "every": asked.whole.rows,
        "received": asked.whole.received,
        "groups": groups,
        "shown": asked.rows,
        "by_rating": order.counts_by_rating(asked.rows),
        "filter_form": asked.form,
        "chips": chips,
        "sort": asked.sort,
    }
    return page(request, "dashboards/portfolio.html", context)


@require_safe
def portfolio_csv(request: SignedIn) -> HttpResponse:
    """Hand over the rows that the page would show as a CSV file."""
    asked = _asked(request)
    slug = asked.whole.period.slug if asked.whole.period else "no-period"
    as_at = f"-as-at-{asked.past.day}" if asked.past.day else ""
    headers = {"Content-Disposition": f'attachment; filename="portfolio-{slug}{as_at}.csv"'}
    return HttpResponse(as_csv(COLUMNS, asked.rows), "text/csv; charset=utf-8", headers=headers)
