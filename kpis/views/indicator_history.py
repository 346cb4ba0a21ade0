"""What changed of an indicator, its definition and its figures: by whom, when and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.models import Indicator
from kpis.presenters import indicator_entries


@require_safe
def indicator_history(request: SignedIn, ref: str) -> HttpResponse:
    """Show how an indicator was defined and revised up to now, or up to a past day (Rule 27)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    indicator = get_object_or_404(Indicator, ref=ref)
    past = past_of(request, at=at)
    entries = tuple(indicator_entries(indicator, until=past.source.at))
    context = {"past": past, "indicator": indicator, "entries": entries}
    return page(request, "kpis/indicator_history.html", context)
