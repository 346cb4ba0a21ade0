"""The interests that commissioners declared, as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.interests import INTEREST
from assurance.figures.interests import interest_lines
from assurance.readings.interests import interests
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require


@require_safe
def interests_csv(request: SignedIn) -> HttpResponse:
    """Hand over every interest, of all outcomes, as at a past day too (Rule 24b)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    rows = interest_lines(interests(at=past.source.at), on=past.measured.on)
    return csv_file(request, f"interests{past.in_name}", INTEREST, rows)
