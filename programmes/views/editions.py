"""The editions of the plan, and both of them side by side (Rule 18b)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.presenters.editions import read_editions
from programmes.readings.readers import reader_of


@require_safe
def editions(request: SignedIn) -> HttpResponse:
    """Show the editions now or as at a past date."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = read_editions(past, reader_of(user))
    may_add = not past.is_past and user.has_perm("programmes.renew_plan")
    context = {"past": past, "found": found, "sides": found.sides, "may_add": may_add}
    return page(request, "programmes/editions.html", context)
