"""What serves each requirement of the Assurance Plan, and what serves none."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.coverage import by_outcome, count_covers, finding, worst_first
from assurance.presenters.links import PAGES
from assurance.readings.outcomes import outcome_titles
from assurance.views.link_asking import asked_cover
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 100
OPENED = 30  # so few that filters chose are shown without being opened


@require_safe
def coverage(request: SignedIn) -> HttpResponse:
    """Show the requirements that the filters choose, confirmed and proposed links apart."""
    asked = asked_cover(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    shown = Pages(worst_first(asked.shown), A_PAGE).get_page(request.GET.get("page"))
    is_chosen = len(asked.shown) < len(asked.every)
    context = {
        "past": asked.past,
        "every": asked.every,
        "shown": asked.shown,
        "page_of": shown,
        "groups": by_outcome(shown, asked.shown, outcome_titles(asked.past.source)),
        "opened": is_chosen and len(asked.shown) <= OPENED,
        "counts": count_covers(asked.every),
        "finding": finding(asked.every),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "pages": PAGES,
    }
    return page(request, "assurance/coverage.html", context)
