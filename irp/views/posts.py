"""The posts that rights follow, and who holds each today."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp import presenters
from irp.asked import group_asked
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.readings.accounts import posts_shown
from irp.rules.calendar import london_day

A_PAGE = 50


@require_safe
def posts(request: SignedIn) -> HttpResponse:
    """Show every post by kind, with its holders; a post that nobody holds says so."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    on, show = london_day(at), group_asked(request, {"vacant"})
    chosen = posts_shown(show, on=on)
    shown = presenters.Pages(chosen, A_PAGE).get_page(request.GET.get("page"))
    rows = presenters.post_rows(shown, on=on)
    return page(request, "irp/posts.html", {"page": shown, "rows": rows, "show": show})
