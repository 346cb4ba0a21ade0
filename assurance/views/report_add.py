"""Commissioners draft a report to the Secretary of State."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.reports import draft_report
from assurance.forms.reports import ReportForm
from assurance.readings.reports import reports_seen
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(ReportForm)
def report_add(request: SignedIn) -> HttpResponse:
    """Take the draft; only commissioners see it until it is published (Rule 24c)."""
    at = timezone.now()
    require(request.user, "assurance.judge_tests", at=at)
    attempt = Attempt(request, ReportForm, initial={"version": len(reports_seen(request.user))})
    form = attempt.form
    made = attempt.take(
        lambda entered: draft_report(
            form.values(), version=entered["version"], by=request.user, at=at
        )
    )
    if made:
        messages.success(request, "Draft saved. Another commissioner can now agree it.")
        return redirect("assurance:report", made.number)
    return attempt.page("assurance/report_add.html")
