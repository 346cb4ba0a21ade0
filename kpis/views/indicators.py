"""Every indicator of the plan with its newest reading."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.columns import as_csv
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.columns import INDICATOR
from kpis.figures import without_reading
from kpis.presenters import groups


@require_safe
def indicators(request: SignedIn) -> HttpResponse:
    """Show the indicators by aim and outcome."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = groups(past.source)
    lines = [line for group in found for line in group.lines]
    unread = without_reading(lines)
    context = {"past": past, "groups": found, "count": len(lines), "unread": unread}
    return page(request, "kpis/indicators.html", context)


@require_safe
def indicators_csv(request: SignedIn) -> HttpResponse:
    """Hand over the indicators that the page would show as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    lines = [line for group in groups(past_of(request, at=at).source) for line in group.lines]
    headers = {"Content-Disposition": 'attachment; filename="kpis.csv"'}
    return HttpResponse(as_csv(INDICATOR, lines), "text/csv; charset=utf-8", headers=headers)
