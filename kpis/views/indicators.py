"""Every indicator of the plan with its newest reading."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.presenters import indicators_sheet


@require_safe
def indicators(request: SignedIn) -> HttpResponse:
    """Show the indicators by aim and outcome."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = indicators_sheet(past.source, page=request.GET.get("page"))
    return page(request, "kpis/indicators.html", {"past": past, "sheet": sheet})
