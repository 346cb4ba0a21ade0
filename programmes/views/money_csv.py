"""Savings by financial year as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns.money import YEAR
from programmes.views.money_asking import asked_money


@require_safe
def money_csv(request: SignedIn) -> HttpResponse:
    """Hand over what savings come to by year as a CSV file."""
    asked = asked_money(request, at=timezone.now())
    return csv_file(request, f"savings-by-year{asked.past.in_name}", YEAR, asked.position.years)
