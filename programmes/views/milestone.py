"""One milestone: its baselines, its reports month by month, and everything that changed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.models import ReportingPeriod
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.forms import AsAtForm
from programmes.presenters.milestone import (
    milestone_page,
    milestone_timeline,
    milestones_to_show,
)
from programmes.presenters.reported import end_of
from programmes.presenters.timeline import leaf_number


@require_safe
def milestone(request: SignedIn, ref: str) -> HttpResponse:
    """Show a milestone as it stands, or with `as_at` as the record stood on a day."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    kept = get_object_or_404(milestones_to_show(), ref=ref)
    quarters = settings_of(request).irp_quarters
    today = london_day(at)
    asked = AsAtForm(request.GET, today=today)
    day = asked.day()
    moment = end_of(day) if day else at
    period = ReportingPeriod.objects.open().first()
    in_force = kept.is_in_force(on=today)
    offered = period and not day and in_force
    context = {
        "sheet": milestone_page(kept, period=period, at=moment, is_past=bool(day)),
        "milestone": kept,
        "period": period,
        "in_force": in_force,
        "may_update": offered and user.has_perm("programmes.prepare_return", kept.programme),
        "as_at": day,
        "as_at_form": asked,
        "leaf": milestone_timeline(
            kept, until=moment, page=leaf_number(request.GET), quarters=quarters
        ),
        "quarters": quarters,
    }
    return page(request, "programmes/milestone.html", context)
