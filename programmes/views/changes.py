"""The requests to change the plan (Rule 18)."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.figures.changes import change_counts
from programmes.presenters.changes import plan_in_pairs
from programmes.readings.change_drafts import drafts_of
from programmes.readings.readers import reader_of
from programmes.views.change_asking import asked_changes

A_PAGE = 50


@require_safe
def changes(request: SignedIn) -> HttpResponse:
    """Show the requests that the filters choose, now or as at a past date, 50 a page."""
    asked = asked_changes(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.past,
        "every": asked.found.lines,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "programmes": asked.found.programmes,
        "counts": change_counts(asked.shown),
        "pairs": plan_in_pairs(asked.past, reader=reader_of(request.user)),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "drafts": [] if asked.past.is_past else drafts_of(request.user),
        "quarters": settings_of(request).irp_quarters,
    }
    return page(request, "programmes/changes.html", context)
