"""This month's report of a milestone: in place in the programme's table, or as a page."""

from datetime import datetime
from itertools import chain
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.models import ReportingPeriod, User
from irp.pages import SignedIn, not_open
from irp.permissions import require
from irp.typed import takes
from programmes.actions import repeat_milestone, update_milestone
from programmes.forms import MilestoneUpdateForm, RepeatForm
from programmes.models import Milestone, MilestoneReport
from programmes.presenters.milestone_update import (
    forecast_read,
    update_page,
)

TO_REPORT = Milestone.objects.select_related("programme__rdl")


@takes(MilestoneUpdateForm, RepeatForm)
def milestone_update(request: SignedIn, ref: str) -> HttpResponse:
    """Take a report, or "no change" as an act of its own; what refuses it keeps what was typed."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    milestone = get_object_or_404(TO_REPORT, ref=ref)
    require(user, "programmes.prepare_return", milestone.programme, at=at)
    quarters = settings_of(request).irp_quarters
    repeats = request.method == "POST" and "no_change" in request.POST
    in_row = request.headers.get("HX-Target") == f"row-{ref}"
    # Several rows may be open on one page.
    shown = {"quarters": quarters, "auto_id": f"id_{ref}_%s" if in_row else "id_%s"}
    attempt: Attempt[Any] = (
        Attempt(request, RepeatForm) if repeats else Attempt(request, MilestoneUpdateForm, **shown)
    )
    saved = attempt.take(lambda _: _save(milestone, attempt.form, by=user, at=at))
    if saved:
        words, report = saved
        reading = forecast_read(report.forecast, quarters)
        messages.success(request, f"{words} for {milestone.ref}.{reading}")
        there = reverse("programmes:programme", args=[milestone.programme.ref])
        return redirect(f"{there}?row={milestone.ref}")
    newest = ReportingPeriod.objects.order_by("-month").first()
    if newest is None or not newest.is_open:
        return not_open(request, newest)
    sheet = update_page(milestone, newest, at=at)
    form = MilestoneUpdateForm(None, **shown) if repeats else attempt.form
    if not form.is_bound:
        form.initial = MilestoneUpdateForm.initial_of(sheet.report)
    return attempt.page(
        f"programmes/{'milestone_update_row' if in_row else 'milestone_update'}.html",
        form=form,
        refusals=list(chain(*attempt.form.errors.values())) if repeats else [],
        sheet=sheet,
        milestone=milestone,
        quarters=quarters,
    )


def _save(
    milestone: Milestone, form: forms.Form, *, by: User, at: datetime
) -> tuple[str, MilestoneReport]:
    """Report what the form says, or that nothing has changed, and return the words for it."""
    if isinstance(form, MilestoneUpdateForm):
        return "Report saved", update_milestone(milestone, form.update(), by=by, at=at)
    seen = form.cleaned_data
    month, version = seen["period"], seen["version"]
    report = repeat_milestone(milestone, month=month, version=version, by=by, at=at)
    return "No change reported", report
