"""Commissioners record a direction, a use of a power, a hand-back or a partial step-down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.narrative import record_power
from assurance.forms.narrative import PowerForm
from assurance.models import PowerAct
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(PowerForm)
def direction_add(request: SignedIn) -> HttpResponse:
    """Take what was done, on which day and why (Rule 24c)."""
    at = timezone.now()
    require(request.user, "assurance.judge_tests", at=at)
    attempt = Attempt(request, PowerForm, initial={"version": PowerAct.objects.count()})
    made = attempt.take(lambda entered: record_power(**entered, by=request.user, at=at))
    if made:
        messages.success(request, f"Recorded: {made}.")
        return redirect("assurance:directions")
    return attempt.page("assurance/direction_add.html")
