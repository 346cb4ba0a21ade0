"""Amendments of the Assurance Plan as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.amendments import AMENDMENT
from assurance.readings.narrative import amendments
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require


@require_safe
def amendments_csv(request: SignedIn) -> HttpResponse:
    """Hand over every amendment as a CSV file."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    return csv_file(request, f"amendments{past.in_name}", AMENDMENT, amendments(past.source))
