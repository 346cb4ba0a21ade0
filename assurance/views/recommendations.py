"""What auditors and others recommended, what the council says, and what others say of it."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.recommendations import recommendation_counts
from assurance.rules.quarters import Quarter
from assurance.views.recommendations_asking import asked_recommendations
from assurance.words.recommendations import RecommendationStanding, Viewer
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 50


@require_safe
def recommendations(request: SignedIn) -> HttpResponse:
    """Show them, the overdue first and the done folded, now or as at a past date, 50 a page."""
    asked = asked_recommendations(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.past,
        "counts": recommendation_counts(asked.every),
        "shown": asked.shown,
        "n_done": recommendation_counts(asked.shown).by_standing[RecommendationStanding.DONE],
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "viewers": tuple(Viewer),
        "quarter": Quarter.of(asked.past.measured.on),
        "may_add": not asked.past.is_past
        and request.user.has_perm("assurance.keep_recommendations"),
    }
    return page(request, "assurance/recommendations.html", context)
