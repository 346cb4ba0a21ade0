"""Everybody who has or had an account, with the posts they hold today."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp import presenters
from irp.asked import group_asked
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.readings.accounts import people_shown
from irp.rules.calendar import london_day

A_PAGE = 50


@require_safe
def users(request: SignedIn) -> HttpResponse:
    """Show the accounts, the closed ones last."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    on, show = london_day(at), group_asked(request, {"active", "idle"})
    chosen = people_shown(show, on=on)
    shown = presenters.Pages(chosen, A_PAGE).get_page(request.GET.get("page"))
    rows = presenters.person_rows(shown, on=on)
    return page(request, "irp/users.html", {"page": shown, "rows": rows, "show": show})
