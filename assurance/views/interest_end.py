"""A commissioner gives their interest in an outcome its last day."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions.interests import ENDS, end_interest
from assurance.forms.interests import InterestEndForm
from assurance.models import Interest
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(InterestEndForm)
def interest_end(request: SignedIn, number: int) -> HttpResponse:
    """Take the last day (Rule 24b)."""
    at = timezone.now()
    row = get_object_or_404(Interest.objects.select_related("outcome"), number=number)
    require(request.user, ENDS, row, at=at)
    attempt = Attempt(request, InterestEndForm)
    made = attempt.take(lambda entered: end_interest(row, **entered, by=request.user, at=at))
    if made:
        messages.success(request, f"Interest in outcome {row.outcome.number}: last day saved.")
        return redirect("assurance:outcome", row.outcome.number)
    return attempt.page("assurance/interest.html", outcome=row.outcome, declared=row)
