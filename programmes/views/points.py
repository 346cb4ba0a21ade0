"""Every ask and challenge, the open ones first, now or as at a past date (Rule 15)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.figures.points import point_counts
from programmes.views.points_asking import asked_points

A_PAGE = 50


@require_safe
def points(request: SignedIn) -> HttpResponse:
    """Show the asks and challenges that the person may read, 50 a page."""
    past, lines = asked_points(request, at=timezone.now())
    context = {
        "past": past,
        "counts": point_counts(lines),
        "page_of": Pages(lines, A_PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "programmes/points.html", context)
