"""What the plan says of a programme beside its rows: posts, purpose, notes and where it stands."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.presenters.programme_entry import plan_entry
from programmes.readings.budgets import programme_row
from programmes.readings.programme_entries import entry_reading


@require_safe
def programme_plan(request: SignedIn, ref: str) -> HttpResponse:
    """Show a programme's entry in the plan, as it is or as it was on a past day."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    programme = programme_row(ref, at=past.source.at)
    if programme is None:
        raise Http404
    read = entry_reading(past.source, ref, on=past.measured.on)
    context = {
        "entry": plan_entry(read) if read else None,
        "programme": programme,
        "past": past,
        "may_set_outcomes": not past.is_past
        and programme.closed_on is None
        and user.has_perm("programmes.set_outcomes"),
    }
    return page(request, "programmes/programme_plan.html", context)
