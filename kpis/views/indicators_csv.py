"""The indicators of the plan with their newest readings as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.asked import group_asked
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from kpis.columns import INDICATOR
from kpis.presenters import lines_in_group
from kpis.words import Shown


@require_safe
def indicators_csv(request: SignedIn) -> HttpResponse:
    """Hand over the indicators that the address asks for as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    show = group_asked(request, set(Shown))
    lines = lines_in_group(past.source, show, measured=past.measured)
    return csv_file(request, f"kpis{past.in_name}", INDICATOR, lines)
