"""One priority outcome under one test."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.cell import cell_sheet
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings, settings_facts


@require_safe
def cell(request: SignedIn, number: int, test: int) -> HttpResponse:
    """Show what commissioners judge of it, its requirements, and how that came (20 and 21)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source) if past.is_past else settings_facts(settings_of(request))
    sheet = cell_sheet(past, number, test, user=request.user, settings=known)
    if sheet is None:
        raise Http404
    context = {"sheet": sheet, "past": past, "quarters": known.cap_quarters}
    return page(request, "assurance/cell.html", context)
