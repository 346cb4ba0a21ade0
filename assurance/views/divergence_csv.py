"""Where council and commissioners differ, as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.divergence import DIVERGENCE
from assurance.figures.divergence import divergences
from assurance.presenters.outcomes import every_requirement
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings


@require_safe
def divergence_csv(request: SignedIn) -> HttpResponse:
    """Hand over every requirement of which both say different things (Rule 24f)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source)
    lines = every_requirement(past.source, measured=past.measured, settings=known)
    rows = divergences(lines, on=past.measured.on)
    name = f"divergence{past.in_name}"
    return csv_file(request, name, DIVERGENCE, rows, quarters=known.cap_quarters)
