"""A month's entry: the amounts of many savings on one page, saved at once (Rule 26)."""

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
from programmes.attempts.saving_amounts import AmountsAttempt
from programmes.forms.saving_month import AmountsForm


@takes(AmountsForm)
def savings_month(request: SignedIn) -> HttpResponse:
    """Take the amounts of the rows that somebody changed, and leave the others."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.enter_savings", at=at)
    period = period_now_open()
    if period is None:
        return not_open(request, ReportingPeriod.objects.order_by("-month").first())
    attempt = AmountsAttempt(request, period, at=at)
    if request.method == "POST" and not attempt.touched:
        messages.info(request, "You made no changes.")
        return redirect("programmes:savings")
    if request.method == "POST" and (done := attempt.enter()):
        if done.saved:
            many = counted(len(done.saved), "saving")
            messages.success(request, f"Amounts of {many} saved for {period}.")
        if not done.clashes:
            return redirect("programmes:savings")
    return attempt.sheet()
