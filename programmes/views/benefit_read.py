"""Record what was read of a benefit for the open month (Rule 26)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open
from irp.readings import period_now_open
from irp.typed import takes
from programmes.actions.benefits import read_benefit
from programmes.figures.benefits import printed
from programmes.forms.benefits import BenefitReadingForm
from programmes.models import Benefit
from programmes.readings.benefits import newest_reading
from programmes.views.benefit_asking import on_benefit


@takes(BenefitReadingForm)
@on_benefit("programmes.read_benefit")
def benefit_read(request: SignedIn, row: Benefit, at: datetime) -> HttpResponse:
    """Take the value; what others recorded meanwhile stands beside what was typed."""
    period = period_now_open()
    if period is None:
        return not_open(request, ReportingPeriod.objects.order_by("-month").first())
    newest = newest_reading(row, at=at)
    attempt = Attempt(request, BenefitReadingForm, initial={"version": newest.pk if newest else 0})
    done = attempt.take(lambda entered: (read_benefit(row, **entered, by=request.user, at=at),))
    if done:
        message = f"Reading of {row.ref} recorded for {period}."
        messages.success(request, message if done[0] else "You made no changes.")
        return redirect("programmes:benefit", row.ref)
    last = printed(newest.value, row.unit) if newest else ""
    return attempt.page(
        "programmes/benefit_read.html", row=row, period=period, newest=newest, last=last
    )
