"""Every link from delivery to a requirement: what is confirmed, proposed and ended."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.coverage import count_links
from assurance.presenters.links import PAGES
from assurance.views.link_asking import asked_links
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 25


@require_safe
def links(request: SignedIn) -> HttpResponse:
    """Show the links that the filters choose, now or as at a past date, 25 a page."""
    asked = asked_links(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.past,
        "every": asked.every,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "counts": count_links(asked.shown),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "pages": PAGES,
        "may_load": not asked.past.is_past and request.user.has_perm("assurance.load_links"),
    }
    return page(request, "assurance/links.html", context)
