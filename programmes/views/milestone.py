"""One milestone: its baselines, and its reports month by month."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.models import Milestone
from programmes.presenters.dependencies import block
from programmes.presenters.milestone import milestone_page
from programmes.presenters.milestone_acts import acts_on_milestone
from programmes.presenters.milestone_changes import row_changes
from programmes.readings.assured import requirements_served
from programmes.readings.dependencies import network
from programmes.readings.readers import reader_of

PLAN = Milestone.objects.select_related("programme__sao", "programme__rdl")


@require_safe
def milestone(request: SignedIn, ref: str) -> HttpResponse:
    """Show a milestone as it is, or as it was on a past day or when a month was frozen."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    row = get_object_or_404(PLAN, ref=ref)
    past = past_of(request, at=at)
    reader = reader_of(user)
    now = None if past.is_past else row
    sheet = milestone_page(past.source, ref, measured=past.measured, reader=reader, row=now)
    in_force = row.is_in_force(on=london_day(at))
    context = {
        "sheet": sheet,
        "milestone": row,
        "changes": row_changes(past, row, sheet.facts) if sheet else None,
        "in_force": in_force,
        **acts_on_milestone(user, row, None if past.is_past else sheet, in_force=in_force),
        "dependencies": None
        if past.is_past
        else block(network(past.source, measured=past.measured, reader=reader), ref),
        "served": requirements_served(past.source, row.pk),
        "past": past,
        "quarters": settings_of(request).irp_quarters,
    }
    return page(request, "programmes/milestone.html", context)
