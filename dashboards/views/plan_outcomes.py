"""The outcomes of the Improvement and Recovery Plan on one page."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.plan_outcomes import outcome_list
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.readings.readers import reader_of


@require_safe
def plan_outcomes(request: SignedIn) -> HttpResponse:
    """Show the outcomes by aim, now or as at a past date."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = outcome_list(past, reader=reader_of(request.user))
    return page(request, "dashboards/plan_outcomes.html", {"past": past, "sheet": sheet})
