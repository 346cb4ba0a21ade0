"""The opening positions: what was taken over from earlier trackers, by whom and when (18c)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.readings.openings import rows_counted, takeovers


@require_safe
def openings(request: SignedIn) -> HttpResponse:
    """Show the positions that were taken over, now or as at a past date."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = takeovers(past.source)
    context = {
        "past": past,
        "found": found,
        "rows": rows_counted(found, past.source) if found else {},
        "may_add": not past.is_past and user.has_perm("programmes.take_over"),
    }
    return page(request, "programmes/openings.html", context)
