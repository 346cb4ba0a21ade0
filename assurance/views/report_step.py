"""The next step of a report: agree or end its draft, send, publish, record the reply."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.reports import take_report_step
from assurance.forms.reports import ReportStepForm
from assurance.readings.reports import report_seen
from assurance.words.reports import ReportStep
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(ReportStepForm)
def report_step(request: SignedIn, number: int, step: str) -> HttpResponse:
    """Take the step, and go back to the page of the report (Rule 24c)."""
    at, user = timezone.now(), request.user
    require(user, "assurance.judge_tests", at=at)
    found = report_seen(user, number)
    if found is None or step not in set(ReportStep):
        raise Http404
    row, steps = found
    to = ReportStep(step)
    attempt = Attempt(request, ReportStepForm, initial={"version": len(steps)})
    made = attempt.take(lambda entered: take_report_step(row, to, **entered, by=user, at=at))
    if made:
        messages.success(request, f"Saved: {to.label.lower()}.")
        return redirect("assurance:report", number)
    return attempt.page("assurance/report_step.html", row=row, step=to)
