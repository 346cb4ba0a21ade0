"""The recommendations as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.recommendations import RECOMMENDATION
from assurance.views.recommendations_asking import asked_recommendations
from irp.context import settings_of
from irp.pages import SignedIn, csv_file


@require_safe
def recommendations_csv(request: SignedIn) -> HttpResponse:
    """Hand over the recommendations that the filters choose as a CSV file."""
    asked = asked_recommendations(request, at=timezone.now())
    name = f"recommendations{asked.past.in_name}"
    quarters = settings_of(request).irp_quarters
    return csv_file(request, name, RECOMMENDATION, asked.shown, quarters=quarters)
