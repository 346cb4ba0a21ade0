"""The scorecard: indicators counted by aim and outcome."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.presenters import scorecard_sheet


@require_safe
def scorecard(request: SignedIn) -> HttpResponse:
    """Show how many indicators of each outcome reach their target (Rule 27)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = scorecard_sheet(past.source, measured=past.measured)
    return page(request, "kpis/scorecard.html", {"past": past, "sheet": sheet})
