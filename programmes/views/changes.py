"""The requests to change the plan (Rule 18)."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.past import Past, past_of
from irp.permissions import require
from irp.presenters import Pages
from programmes.figures.changes import ChangeLine, change_counts
from programmes.forms.change_filter import ChangeFilter
from programmes.presenters.changes import RequestList, plan_in_pairs, read_requests
from programmes.readings.readers import reader_of

A_PAGE = 50


@dataclass(frozen=True)
class AskedChanges:
    """The requests now or as at the past, and which of them the address asks for."""

    past: Past
    found: RequestList
    form: ChangeFilter
    shown: list[ChangeLine]


def asked_changes(request: SignedIn, *, at: datetime) -> AskedChanges:
    """Return the requests as filtered."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = read_requests(past)
    form = ChangeFilter(request.GET, programmes=found.programmes)
    return AskedChanges(past, found, form, [line for line in found.lines if form.matches(line)])


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
        "quarters": settings_of(request).irp_quarters,
    }
    return page(request, "programmes/changes.html", context)
