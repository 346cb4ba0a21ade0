"""Official words of the Assurance Plan: what has them, and each load of them (Rule 24d)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.official import official_sheet
from assurance.readings.official import loads
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import Pages

A_PAGE = 50


@require_safe
def official_words(request: SignedIn) -> HttpResponse:
    """Show the loads, the newest first, and what has official words, now or at a past date."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    rows = loads(past.source)
    context = {
        "past": past,
        "sheet": official_sheet(past.source),
        "rows": rows,
        "page_of": Pages(rows, A_PAGE).get_page(request.GET.get("page")),
        "may_load": not past.is_past and request.user.has_perm("assurance.load_words"),
    }
    return page(request, "assurance/official_words.html", context)
