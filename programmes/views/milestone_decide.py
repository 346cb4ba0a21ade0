"""Open a completed milestone again, with who decided it and why (Rule 4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open, refusal
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions import decide_milestone
from programmes.forms import MilestoneDecisionForm
from programmes.presenters.milestone_update import forecast_read, update_page
from programmes.rules.reports import BY_UPDATE, not_reopened
from programmes.views.milestone_named import milestone_named


@takes(MilestoneDecisionForm)
def milestone_decide(request: SignedIn, ref: str) -> HttpResponse:
    """Take the decision with its reason; what is not complete is changed by a request (18)."""
    at, user = timezone.now(), request.user
    require(user, "programmes.decide_milestone", at=at)
    milestone = milestone_named(ref)
    quarters = settings_of(request).irp_quarters
    attempt = Attempt(request, MilestoneDecisionForm, quarters=quarters, on=london_day(at))
    report = attempt.take(
        lambda _: decide_milestone(milestone, attempt.form.decision(), by=user, at=at)
    )
    if report:
        reading = forecast_read(report.forecast, quarters)
        message = f"{milestone.ref} is now {report.get_delivery_display()}, as decided."
        messages.success(request, f"{message}{reading}")
        return redirect("programmes:milestone", milestone.ref)
    newest = ReportingPeriod.objects.order_by("-month").first()
    if newest is None or not newest.is_open:
        return not_open(request, newest)
    sheet = update_page(milestone, newest, at=at)
    if not sheet.reopens:
        status = 409 if request.method == "POST" else 200
        reason = not_reopened(sheet.before)
        context = {"milestone": milestone, "reason": reason, "by_update": reason == BY_UPDATE}
        return refusal(request, "programmes/decide_by_request.html", context, status=status)
    attempt.form.initial = {"version": sheet.report.version if sheet.report else 0}
    attempt.form.offer(sheet.reopens)
    return attempt.page(
        "programmes/milestone_decide.html", sheet=sheet, milestone=milestone, quarters=quarters
    )
