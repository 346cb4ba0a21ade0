"""This month's report of a milestone: in place in the programme's table, or as a page."""

from itertools import chain

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.models import ReportingPeriod
from irp.pages import page
from irp.permissions import require
from programmes.actions import repeat_milestone, update_milestone
from programmes.forms import MilestoneUpdateForm, RepeatForm
from programmes.models import Milestone
from programmes.presenters.milestone_update import (
    milestones_to_report,
    quarters_of,
    update_page,
)
from programmes.views.acting import ReportAttempt, not_open, person


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_update(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a report, or "no change" as an act of its own; what refuses it keeps what was typed."""
    at, user = timezone.now(), person(request)
    require(user, "irp.read_plan", at=at)
    milestone = get_object_or_404(milestones_to_report(), ref=ref)
    require(user, "programmes.prepare_return", milestone.programme, at=at)
    quarters, sent = quarters_of(milestone), request.method == "POST"
    repeats = sent and "no_change" in request.POST
    form = MilestoneUpdateForm(request.POST if sent and not repeats else None, quarters=quarters)
    attempt = ReportAttempt(RepeatForm(request.POST) if repeats else form)
    if attempt.form.is_valid():
        with attempt:
            if repeats:
                seen = attempt.form.cleaned_data
                repeat_milestone(
                    milestone, month=seen["period"], version=seen["version"], by=user, at=at
                )
            else:
                update_milestone(milestone, form.update(), by=user, at=at)
            words = "No change reported" if repeats else "Report saved"
            messages.success(request, f"{words} for {milestone.ref}.")
            return redirect(_next(request, milestone))
    newest = ReportingPeriod.objects.order_by("-month").first()
    if newest is None or not newest.is_open:
        return not_open(request, newest)
    sheet = update_page(milestone, newest)
    if not form.is_bound:
        form.initial = MilestoneUpdateForm.initial_of(sheet.report)
    context = {
        "form": form,
        "refusals": list(chain(*attempt.form.errors.values())) if repeats else [],
        "sheet": sheet,
        "milestone": milestone,
        "clash": attempt.clash,
        "failed": attempt.status != 200,
        "quarters": quarters,
    }
    in_row = request.headers.get("HX-Target") == f"row-{milestone.ref}"
    template = "milestone_update_row" if in_row else "milestone_update"
    return page(request, f"programmes/{template}.html", context, status=attempt.status)


def _next(request: HttpRequest, milestone: Milestone) -> str:
    """Return the programme's page at the row; htmx fetches the row alone from it."""
    there = reverse("programmes:programme", args=[milestone.programme.ref])
    in_row = request.headers.get("HX-Target") == f"row-{milestone.ref}"
    return f"{there}?row={milestone.ref}" if in_row else f"{there}#row-{milestone.ref}"
