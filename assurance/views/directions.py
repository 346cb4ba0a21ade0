"""What was done under the directions and commissioners' powers."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.narrative import power_entries
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require


@require_safe
def directions(request: SignedIn) -> HttpResponse:
    """Show each act with its day and reason, the newest first; none says "not loaded" (24c)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    may = request.user.has_perm("assurance.judge_tests") and not past.is_past
    context = {"past": past, "entries": power_entries(past), "may_record": may}
    return page(request, "assurance/directions.html", context)
