"""Say how far an action of the response has come, as the council."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.recommendations import REPORTS, report_action
from assurance.forms.recommendations import ActionReportForm
from assurance.views.recommendations_asking import action_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(ActionReportForm)
def action_report(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Take the council's word; what internal audit and the auditor said stays beside it (19)."""
    at = timezone.now()
    action = action_of(ref, number)
    require(request.user, REPORTS, action, at=at)
    last = action.reports.last()
    seen = {"version": last.number if last else 0}
    attempt = Attempt(request, ActionReportForm, initial=seen)
    made = attempt.take(lambda entered: report_action(action, by=request.user, at=at, **entered))
    if made:
        messages.success(request, f"Action {action.number}: {made.get_progress_display()}.")
        return redirect("assurance:recommendation", ref)
    last_words = f"{last.get_progress_display()}: {last.words}" if last else ""
    return attempt.page(
        "assurance/recommendation_form.html",
        row=action.recommendation,
        action=action,
        last=last,
        last_words=last_words,
        words=f"Report on action {action.number}",
    )
