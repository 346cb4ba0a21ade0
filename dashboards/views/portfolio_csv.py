"""The rows of the portfolio as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.portfolio_csv import COLUMNS
from dashboards.views.asking import asked_portfolio
from irp.pages import SignedIn, csv_file


@require_safe
def portfolio_csv(request: SignedIn) -> HttpResponse:
    """Hand over the rows that the page would show as a CSV file."""
    asked = asked_portfolio(request, at=timezone.now())
    slug = asked.portfolio.period.slug if asked.portfolio.period else "no-period"
    as_at = f"-as-at-{asked.past.day}" if asked.past.day else ""
    return csv_file(request, f"portfolio-{slug}{as_at}", COLUMNS, asked.rows)
