"""This month's report of a milestone: in place in the programme's table, or as a page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open, refusal
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.attempts.milestones import ReportAttempt
from programmes.forms import MilestoneUpdateForm, RepeatForm
from programmes.permissions.delivery import beyond_draft
from programmes.presenters.milestone_update import forecast_read, update_page
from programmes.views.milestone_named import milestone_named


@takes(MilestoneUpdateForm, RepeatForm)
def milestone_update(request: SignedIn, ref: str) -> HttpResponse:
    """Take a report, or "no change" as an act of its own; what refuses it keeps what was typed."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    milestone = milestone_named(ref)
    require(user, "programmes.report_milestone", milestone, at=at)
    if request.method != "POST" and not milestone.is_in_force(on=london_day(at)):
        retired = {"milestone": milestone}
        return refusal(request, "programmes/milestone_retired.html", retired, status=200)
    attempt = ReportAttempt(request, milestone, on=london_day(at))
    saved = attempt.report(at=at)
    if saved:
        words, report = saved
        reading = forecast_read(report.forecast, attempt.quarters)
        messages.success(request, f"{words} for {milestone.ref}.{reading}")
        there = reverse("programmes:programme", args=[report.milestone.programme.ref])
        return redirect(f"{there}?row={milestone.ref}")
    newest = ReportingPeriod.objects.order_by("-month").first()
    if newest is None or not newest.is_open:
        return not_open(request, newest)
    sheet = update_page(milestone, newest, at=at)
    too_late = beyond_draft(milestone.programme, sheet.state, by=user)
    if too_late and request.method != "POST":
        raise PermissionDenied(too_late)
    return attempt.sheet(sheet)
