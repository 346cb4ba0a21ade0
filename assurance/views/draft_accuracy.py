"""A commissioner shares their draft with officers for accuracy and reads their comments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions.accuracy import RIGHT, share_for_accuracy
from assurance.forms.accuracy import ShareForm
from assurance.models import Requirement
from assurance.readings.accuracy import officers, shares_of
from assurance.readings.drafts import draft_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.typed import takes


@takes(ShareForm)
def draft_accuracy(request: SignedIn, ref: str) -> HttpResponse:
    """Show with whom drafts of a requirement are shared, and share one's own (Rule 23)."""
    at, user = timezone.now(), request.user
    row = get_object_or_404(Requirement.objects.select_related("outcome"), ref=ref)
    require(user, RIGHT, row, at=at)
    attempt = Attempt(request, ShareForm, officers=officers(on=london_day(at)))
    made = attempt.take(lambda entered: share_for_accuracy(row, **entered, by=user, at=at))
    if made:
        messages.success(
            request, f"Shared with {made.officer_name} until {printed_day(made.until)}."
        )
        return redirect("assurance:draft_accuracy", ref)
    return attempt.page(
        "assurance/draft_accuracy.html",
        requirement=row,
        draft=draft_of(row, user=user),
        shares=shares_of(row, user=user, at=at),
    )
