"""Enter internal audit's check of a recommendation, or the external auditor's own view."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.recommendations import view_recommendation
from assurance.forms.recommendations import OpinionForm
from assurance.views.recommendations_asking import row_of
from assurance.words.recommendations import Viewer
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes

BY_ADDRESS = {viewer.slug: viewer for viewer in Viewer}


@takes(OpinionForm)
def recommendation_view(request: SignedIn, ref: str, viewer: str) -> HttpResponse:
    """Take the view with its reason; it stands beside what the council says (Rule 19)."""
    at, who = timezone.now(), BY_ADDRESS.get(viewer)
    if who is None:
        raise Http404(viewer)
    require(request.user, "assurance.view_recommendation", who.value, at=at)
    row = row_of(ref)
    last = row.views.filter(viewer=who).last()
    attempt = Attempt(request, OpinionForm, initial={"version": last.number if last else 0})
    made = attempt.take(
        lambda entered: view_recommendation(row, viewer=who, by=request.user, at=at, **entered)
    )
    if made:
        messages.success(request, f"{who.label}: {made.get_opinion_display()}.")
        return redirect("assurance:recommendation", ref)
    last_words = f"{last.get_opinion_display()}: {last.reason}" if last else ""
    return attempt.page(
        "assurance/recommendation_form.html",
        row=row,
        last=last,
        last_words=last_words,
        words=who.label,
    )
