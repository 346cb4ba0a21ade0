"""A commissioner discards their own draft of a judgement."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import discard_draft
from assurance.forms import DiscardForm
from assurance.models import Requirement
from assurance.readings.drafts import draft_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(DiscardForm)
def draft_discard(request: SignedIn, ref: str) -> HttpResponse:
    """Show the draft that would be discarded, and discard it once confirmed (Rule 23)."""
    at, user = timezone.now(), request.user
    row = get_object_or_404(Requirement.objects.select_related("outcome"), ref=ref)
    require(user, "assurance.draft_judgement", row, at=at)
    attempt = Attempt(request, DiscardForm)
    if attempt.take(lambda _: discard_draft(row, by=user, at=at)):
        messages.success(request, "Your draft has been discarded.")
        return redirect("assurance:requirement", ref=ref)
    draft = draft_of(row, user=user)
    if draft is None and not attempt.failed:
        raise Http404
    return attempt.page("assurance/draft_discard.html", requirement=row, draft=draft)
