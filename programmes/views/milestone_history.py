"""Everything that changed of one milestone: by whom, when, from what to what, and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.models import Milestone
from programmes.presenters.milestone_timeline import milestone_timeline
from programmes.presenters.timeline import leaf_number
from programmes.readings.readers import reader_in


@require_safe
def milestone_history(request: SignedIn, ref: str) -> HttpResponse:
    """Show a milestone's history up to now, or up to a past day."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    milestone = get_object_or_404(
        Milestone.objects.select_related("programme__sao", "programme__rdl"), ref=ref
    )
    past = past_of(request, at=at)
    leaf = milestone_timeline(
        milestone,
        until=past.source.at,
        page=leaf_number(request.GET),
        quarters=settings_of(request).irp_quarters,
        reader=reader_in(request.user, milestone.programme),
    )
    context = {"milestone": milestone, "past": past, "leaf": leaf}
    return page(request, "programmes/milestone_history.html", context)
