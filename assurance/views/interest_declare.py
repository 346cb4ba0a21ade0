"""A commissioner declares an interest in an outcome."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions.interests import DECLARES, declare_interest
from assurance.forms.interests import InterestForm
from assurance.models import PriorityOutcome
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(InterestForm)
def interest_declare(request: SignedIn, number: int) -> HttpResponse:
    """Take what the interest is and from which day on (Rule 24b)."""
    at = timezone.now()
    require(request.user, DECLARES, at=at)
    outcome = get_object_or_404(PriorityOutcome, number=number)
    attempt = Attempt(request, InterestForm)
    made = attempt.take(
        lambda entered: declare_interest(outcome, **entered, by=request.user, at=at)
    )
    if made:
        messages.success(request, f"Interest in outcome {number} declared.")
        return redirect("assurance:outcome", number)
    return attempt.page("assurance/interest.html", outcome=outcome, declared=None)
