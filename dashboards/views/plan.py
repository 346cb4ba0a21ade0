"""The plan on a page: the open milestones of every programme, the longest late first."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.plan import plan_sheet
from dashboards.readings.documents import aims_known
from irp.asked import group_asked
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.readings.readers import reader_of


@require_safe
def plan(request: SignedIn) -> HttpResponse:
    """Show the plan on a page, of one aim if the address asks for it, now or as at a past date."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = plan_sheet(
        past.source,
        aim=group_asked(request, aims_known(), name="aim"),
        measured=past.measured,
        reader=reader_of(request.user),
        quarters=settings_of(request).irp_quarters,
    )
    return page(request, "dashboards/plan.html", {"sheet": sheet, "past": past})
