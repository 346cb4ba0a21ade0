"""One opening position: what an earlier tracker said of each milestone (Rule 18c)."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.models import TakeOver
from programmes.presenters.openings import taken_rows


@require_safe
def opening(request: SignedIn, number: int) -> HttpResponse:
    """Show a position that was taken over, now or as at a past date."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    found = TakeOver.objects.filter(number=number).first()
    if found is None:
        raise Http404(number)
    past = past_of(request, at=at)
    is_there = found.at <= past.source.at
    context = {
        "past": past,
        "number": number,
        "takeover": found if is_there else None,
        "rows": taken_rows(past.source, number) if is_there else [],
        "quarters": settings_of(request).irp_quarters,
    }
    return page(request, "programmes/opening.html", context)
