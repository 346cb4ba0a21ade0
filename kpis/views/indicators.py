"""Every indicator of the plan with its newest reading."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.asked import group_asked
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.presenters import indicators_sheet
from kpis.words import Shown

GROUPS = {group.value: group for group in Shown}


@require_safe
def indicators(request: SignedIn) -> HttpResponse:
    """Show the indicators by aim and outcome, all or one group of them."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    show, leaf = group_asked(request, GROUPS), request.GET.get("page")
    sheet = indicators_sheet(past.source, measured=past.measured, show=show, page=leaf)
    context = {
        "past": past,
        "sheet": sheet,
        "show": show,
        "groups": GROUPS,
        "may_enter": not past.is_past and request.user.has_perm("kpis.enter_readings"),
        "may_set": not past.is_past and request.user.has_perm("kpis.set_target"),
    }
    return page(request, "kpis/indicators.html", context)
