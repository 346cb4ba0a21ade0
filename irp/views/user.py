"""One account: its person, posts and history."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp import presenters
from irp.models import User
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day

A_PAGE = 50


@require_safe
def user(request: SignedIn, key: int) -> HttpResponse:
    """Show an account with every post it held, holds or will hold."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    held = person.holdings.select_related("post", "delegated_by").order_by("-starts_on", "pk")
    entries = presenters.Pages(presenters.account_timeline(person), A_PAGE)
    context = {
        "person": person,
        "held": held,
        "on": london_day(at),
        "entries": entries.get_page(request.GET.get("page")),
    }
    return page(request, "irp/user.html", context)
