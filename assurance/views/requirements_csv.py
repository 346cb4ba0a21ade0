"""Every requirement with its three assessments as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns import REQUIREMENT
from assurance.columns.quarters_read import read_as
from assurance.presenters.outcomes import every_requirement
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings


@require_safe
def requirements_csv(request: SignedIn) -> HttpResponse:
    """Hand over every requirement with its three assessments as a CSV file."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source)
    rows = every_requirement(past.source, measured=past.measured, settings=known)
    columns, name = (*REQUIREMENT, read_as(known.cap_note)), f"requirements{past.in_name}"
    return csv_file(request, name, columns, rows, quarters=known.cap_quarters)
