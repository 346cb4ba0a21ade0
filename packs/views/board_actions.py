"""What the boards gave posts to do, the longest overdue first."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from packs.figures.meetings import action_counts
from packs.views.board_actions_asking import asked_actions

A_PAGE = 50


@require_safe
def board_actions(request: SignedIn) -> HttpResponse:
    """Show the actions, now or as at a past date, 50 a page."""
    asked = asked_actions(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.past,
        "counts": action_counts(asked.every),
        "every": asked.every,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
    }
    return page(request, "packs/board_actions.html", context)
