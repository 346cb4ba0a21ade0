"""The step-down position as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.quarters_read import read_as
from assurance.columns.step_down import STEP_DOWN_ROW, rows_of
from assurance.presenters.step_down import whole_position
from irp.context import settings_of
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings, settings_facts


@require_safe
def step_down_csv(request: SignedIn) -> HttpResponse:
    """Hand over each place of each clause with the requirements missing there (Rule 21)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source) if past.is_past else settings_facts(settings_of(request))
    figure, told = whole_position(past, user=request.user, settings=known)
    columns, name = (*STEP_DOWN_ROW, read_as(known.cap_note)), f"step-down{past.in_name}"
    return csv_file(request, name, columns, rows_of(figure, told), quarters=known.cap_quarters)
