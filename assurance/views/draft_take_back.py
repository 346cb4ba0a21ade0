"""A commissioner takes a draft back that they shared with an officer for accuracy."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions.accuracy import RIGHT, take_back
from assurance.forms.accuracy import TakeBackForm
from assurance.models import Requirement
from assurance.readings.accuracy import shares_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(TakeBackForm)
def draft_take_back(request: SignedIn, ref: str, officer: int) -> HttpResponse:
    """Show what would be taken back from whom, and take it back once confirmed (Rule 23)."""
    at, user = timezone.now(), request.user
    row = get_object_or_404(Requirement.objects.select_related("outcome"), ref=ref)
    require(user, RIGHT, row, at=at)
    own = [
        sharing.share
        for sharing in shares_of(row, user=user, at=at)
        if sharing.is_open
        and sharing.share.draft.by_id == user.pk
        and sharing.share.officer_id == officer
    ]
    if not own:
        raise Http404
    attempt = Attempt(request, TakeBackForm)
    if attempt.take(lambda _: take_back(own, by=user, at=at)):
        messages.success(request, f"{own[0].officer_name} does not see your draft any more.")
        return redirect("assurance:draft_accuracy", ref)
    return attempt.page("assurance/draft_take_back.html", requirement=row, share=own[0])
