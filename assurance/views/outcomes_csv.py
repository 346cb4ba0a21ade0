"""The map of outcomes and tests as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.heat import MAP_CELL
from assurance.columns.quarters_read import read_as
from assurance.presenters.outcomes import outcomes_sheet
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings


@require_safe
def outcomes_csv(request: SignedIn) -> HttpResponse:
    """Hand over a row for each outcome under each test, three assessments apart."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known, rows = settings(past.source), outcomes_sheet(past).cells
    columns, name = (*MAP_CELL, read_as(known.cap_note)), f"outcomes{past.in_name}"
    return csv_file(request, name, columns, rows, quarters=known.cap_quarters)
