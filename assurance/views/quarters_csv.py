"""The decisions on the quarters of the Assurance Plan as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.quarters_read import QUARTERS
from assurance.presenters.quarters_read import quarters_acts
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require


@require_safe
def quarters_csv(request: SignedIn) -> HttpResponse:
    """Hand over every decision as a CSV file."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    return csv_file(request, f"quarters{past.in_name}", QUARTERS, quarters_acts(past.source))
