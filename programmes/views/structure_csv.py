"""Programmes that began, closed or took milestones of others, as a file (Rule 18d)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from programmes.columns.structure import STRUCTURE
from programmes.readings.restructuring import restructurings


@require_safe
def structure_csv(request: SignedIn) -> HttpResponse:
    """Hand over what was done, the oldest first, now or as at a past date."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    return csv_file(request, f"structure{past.in_name}", STRUCTURE, restructurings(past.source))
