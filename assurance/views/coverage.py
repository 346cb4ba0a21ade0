"""What serves each requirement of the Assurance Plan, and what serves none."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.coverage import count_covers, finding
from assurance.presenters.links import PAGES
from assurance.views.link_asking import asked_cover
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 100


@require_safe
def coverage(request: SignedIn) -> HttpResponse:
    """Show the requirements that the filters choose, confirmed and proposed links apart."""
    asked = asked_cover(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.past,
        "every": asked.every,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "counts": count_covers(asked.every),
        "finding": finding(asked.every),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "pages": PAGES,
    }
    return page(request, "assurance/coverage.html", context)
