"""What commissioners ask of the council, the late first."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.requests import request_counts
from assurance.views.requests_asking import asked_requests
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 50


@require_safe
def requests(request: SignedIn) -> HttpResponse:
    """Show the requests, those that are over folded, now or as at a past date."""
    asked = asked_requests(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.past,
        "counts": request_counts(asked.every),
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "may_ask": not asked.past.is_past and request.user.has_perm("assurance.ask_council"),
    }
    return page(request, "assurance/requests.html", context)
