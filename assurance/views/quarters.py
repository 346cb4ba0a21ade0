"""Which quarters the Assurance Plan means, and each decision of commissioners on it (Rule 11)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.quarters_read import quarters_acts
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings, settings_facts


@require_safe
def quarters(request: SignedIn) -> HttpResponse:
    """Show what is in force and what was decided, now or as at a past date."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source) if past.is_past else settings_facts(settings_of(request))
    context = {
        "past": past,
        "known": known,
        "rows": quarters_acts(past.source),
        "may_confirm": not past.is_past and request.user.has_perm("assurance.confirm_quarters"),
    }
    return page(request, "assurance/quarters.html", context)
