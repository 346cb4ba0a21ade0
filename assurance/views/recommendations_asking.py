"""Which recommendations a page or file is asked for, and the one that an address names."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from assurance.figures.recommendations import (
    RecommendationLine,
    recommendation_line,
    recommendation_lines,
)
from assurance.forms.recommendations import RecommendationFilter
from assurance.models import Recommendation, RecommendationAction
from assurance.readings.recommendations import recommendations
from assurance.words.recommendations import Body
from irp.context import settings_of
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require

READ = "assurance.read_outcomes"
REF = re.compile("(?P<body>[a-z]+)-(?P<number>[1-9][0-9]?)")


@dataclass(frozen=True)
class AskedRecommendations:
    """The recommendations now or as at the past, and what the address asks for."""

    past: Past
    form: RecommendationFilter
    every: list[RecommendationLine]
    shown: list[RecommendationLine]


def asked_recommendations(request: SignedIn, *, at: datetime) -> AskedRecommendations:
    """Return the recommendations as filtered."""
    require(request.user, READ, at=at)
    past = past_of(request, at=at)
    facts = recommendations(past.source, quarters=settings_of(request).irp_quarters)
    every = recommendation_lines(facts, measured=past.measured)
    form = RecommendationFilter.of(request)
    return AskedRecommendations(
        past,
        form,
        every,
        [recommendation for recommendation in every if form.matches(recommendation)],
    )


def row_of(ref: str) -> Recommendation:
    """Return the recommendation of a reference, "auditor-7"; 404 for none."""
    found = REF.fullmatch(ref)
    if found is None or found["body"] not in set(Body):
        raise Http404(ref)
    row = Recommendation.objects.filter(body=found["body"], number=int(found["number"])).first()
    if row is None:
        raise Http404(ref)
    return row


def action_of(ref: str, number: int) -> RecommendationAction:
    """Return an action of a recommendation; 404 for none."""
    rows = RecommendationAction.objects.select_related("recommendation", "owner")
    row = rows.filter(recommendation=row_of(ref), number=min(number, 1000)).first()
    if row is None:
        raise Http404(ref)
    return row


def line_now(request: SignedIn, row: Recommendation, past: Past) -> RecommendationLine | None:
    """Return a recommendation's line as at a time; None where it was not there yet."""
    quarters = settings_of(request).irp_quarters
    found = recommendations(past.source, quarters=quarters, key=row.pk)
    return recommendation_line(found[0], measured=past.measured) if found else None
