"""Search over the plan."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters import search as presenter
from irp.asked import group_asked
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day


@require_safe
def search(request: SignedIn) -> HttpResponse:
    """Show what was found by kind, or with `kind` one page by page."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    on = london_day(at)
    query = request.GET.get("q", "").strip()
    kind, number = group_asked(request, presenter.KEYS, name="kind"), request.GET.get("page")
    group, shown = presenter.search_in(kind, query, number, on=on) or (None, None)
    of_kind = [group] if group and group.found else []
    context = {
        "query": query,
        "asked": bool(presenter.search_words(query)),
        "groups": of_kind if group else presenter.found_by_kind(query, on=on),
        "page": shown,
    }
    return page(request, "dashboards/search.html", context)
