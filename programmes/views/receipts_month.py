"""A month's entry: how far the sales of many assets and lots have come, saved at once (25)."""

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
from programmes.attempts.lot_month import LotsAttempt
from programmes.forms.lot_month import ProgressForm


@takes(ProgressForm)
def receipts_month(request: SignedIn) -> HttpResponse:
    """Take the rows that somebody changed, and leave the others."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.enter_lots", at=at)
    period = period_now_open()
    if period is None:
        return not_open(request, ReportingPeriod.objects.order_by("-month").first())
    attempt = LotsAttempt(request, period, at=at)
    if request.method == "POST" and not attempt.touched:
        messages.info(request, "You made no changes.")
        return redirect("programmes:receipts")
    if request.method == "POST" and (done := attempt.enter()):
        if done.saved:
            many = counted(len(done.saved), "sale")
            messages.success(request, f"{many} saved for {period}.")
        if not done.clashes:
            return redirect("programmes:receipts")
    return attempt.sheet()
