"""Amendments of the Assurance Plan, and the dates that still have no day."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.readings import narrative
from assurance.readings.undated import undated_gates
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import Pages

A_PAGE = 50


@require_safe
def amendments(request: SignedIn) -> HttpResponse:
    """Show what commissioners amended, the newest first, now or as at a past date."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    rows = narrative.amendments(past.source)
    context = {
        "past": past,
        "rows": rows,
        "page_of": Pages(rows, A_PAGE).get_page(request.GET.get("page")),
        "undated": undated_gates(past.source),
        "may_amend": not past.is_past and request.user.has_perm("assurance.amend_plan"),
    }
    return page(request, "assurance/amendments.html", context)
