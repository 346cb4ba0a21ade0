"""What commissioners ask of the council, the late first."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.views.requests_asking import asked_requests
from assurance.words.requests import RequestState
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 50


@require_safe
def requests(request: SignedIn) -> HttpResponse:
    """Show the requests, those that are over folded, now or as at a past date."""
    asked = asked_requests(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    states = [line.state for line in asked.every]
    context = {
        "past": asked.past,
        "counts": {state: states.count(state) for state in RequestState},
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "may_ask": not asked.past.is_past and request.user.has_perm("assurance.ask_council"),
    }
    return page(request, "assurance/requests.html", context)
