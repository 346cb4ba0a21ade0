"""Everything that happened to one programme: by whom, when, from what to what, and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.models import Programme
from programmes.presenters.timeline import leaf_number, programme_timeline
from programmes.readings.readers import reader_in


@require_safe
def programme_history(request: SignedIn, ref: str) -> HttpResponse:
    """Show a programme's history up to now, or up to a past day."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    programme = get_object_or_404(Programme.objects.select_related("sao", "rdl"), ref=ref)
    past = past_of(request, at=at)
    leaf = programme_timeline(
        programme,
        until=past.source.at,
        page=leaf_number(request.GET),
        quarters=settings_of(request).irp_quarters,
        reader=reader_in(request.user, programme),
    )
    context = {"programme": programme, "past": past, "leaf": leaf}
    return page(request, "programmes/programme_history.html", context)
