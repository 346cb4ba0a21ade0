"""The step-down position."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.step_down import step_down_sheet
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings, settings_facts


@require_safe
def step_down(request: SignedIn) -> HttpResponse:
    """Show the three clauses, what is missing, and what changed since the last pack (21)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    number = request.GET.get("page")
    known = settings(past.source) if past.is_past else settings_facts(settings_of(request))
    context = {
        "past": past,
        "sheet": step_down_sheet(past, user=request.user, settings=known, page=number),
        "quarters": known.cap_quarters,
        "cap_note": known.cap_note,
        "ends_on": known.intervention_ends_on,
    }
    return page(request, "assurance/step_down.html", context)
