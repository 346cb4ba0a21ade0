"""A month's entry: what was read of many benefits on one page, saved at once (Rule 26)."""

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
from programmes.attempts.benefit_month import BenefitsAttempt
from programmes.forms.benefit_month import BenefitRowForm


@takes(BenefitRowForm)
def benefits_month(request: SignedIn) -> HttpResponse:
    """Take the readings of the rows that somebody filled in, and leave the others."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.read_benefits", at=at)
    period = period_now_open()
    if period is None:
        return not_open(request, ReportingPeriod.objects.order_by("-month").first())
    attempt = BenefitsAttempt(request, period, at=at)
    if request.method == "POST" and not attempt.touched:
        messages.info(request, "You made no changes.")
        return redirect("programmes:benefits")
    if request.method == "POST" and (done := attempt.enter()):
        if done.saved:
            many = counted(len(done.saved), "benefit")
            messages.success(request, f"Readings of {many} recorded for {period}.")
        elif not done.clashes:
            messages.info(request, f"{period} has these readings already.")
        if not done.clashes:
            return redirect("programmes:benefits")
    return attempt.sheet()
