"""The validator's table of the month: what is delivered, and confirmed or not (Rule 26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open
from irp.permissions import require
from irp.readings import period_now_open
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.attempts.saving_validations import ValidationAttempt
from programmes.forms.saving_month import ValidationForm


@takes(ValidationForm)
def savings_validate(request: SignedIn) -> HttpResponse:
    """Take what is validated of the rows that somebody filled in, and leave the others."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.validate_savings", at=at)
    period = period_now_open()
    if period is None:
        return not_open(request, ReportingPeriod.objects.order_by("-month").first())
    attempt = ValidationAttempt(request, period, at=at)
    if request.method == "POST" and not attempt.touched:
        messages.info(request, "You made no changes.")
        return redirect("programmes:savings_validate")
    if request.method == "POST" and (done := attempt.enter()):
        if done.saved:
            messages.success(request, f"{counted(len(done.saved), 'saving')} validated.")
        if not done.clashes:
            return redirect("programmes:savings_validate")
    return attempt.sheet()
