"""The savings of a year as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.rules.financial_years import year_words
from programmes.columns.savings import SAVING
from programmes.views.saving_asking import asked_savings


@require_safe
def savings_csv(request: SignedIn) -> HttpResponse:
    """Hand over every saving that the filters choose as a CSV file."""
    asked = asked_savings(request, at=timezone.now())
    year = year_words(asked.year).replace("/", "-")
    return csv_file(request, f"savings-{year}{asked.past.in_name}", SAVING, asked.shown)
