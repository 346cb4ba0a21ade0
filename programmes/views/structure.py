"""The structure of the plan: programmes that began, closed or took milestones of others (18d)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.figures.restructuring import cited_deed, handed_words
from programmes.models import Programme
from programmes.readings.restructuring import restructurings


@require_safe
def structure(request: SignedIn) -> HttpResponse:
    """Show what was done, the newest first, now or as at a past date."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    may = not past.is_past and user.has_perm("programmes.restructure")
    context = {
        "past": past,
        "found": restructurings(past.source),
        "handed": handed_words,
        "cited": cited_deed,
        "open": Programme.objects.filter(closed_on=None) if may else [],
        "may_restructure": may,
    }
    return page(request, "programmes/structure.html", context)
