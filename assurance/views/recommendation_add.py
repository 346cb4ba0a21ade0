"""Add a recommendation of the auditor, of CfGS or of another body."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.recommendations import KEEPS, Recommended, add_recommendation
from assurance.forms.recommendations import RecommendationForm
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(RecommendationForm)
def recommendation_add(request: SignedIn) -> HttpResponse:
    """Take its words, number and source; the number is given once (Rule 24)."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    attempt = Attempt(request, RecommendationForm)
    row = attempt.take(
        lambda entered: add_recommendation(Recommended(**entered), by=request.user, at=at)
    )
    if row:
        messages.success(request, f"Added: {row}.")
        return redirect("assurance:recommendation", row.ref)
    words = "Add a recommendation"
    return attempt.page("assurance/recommendation_form.html", row=None, words=words)
