"""Report what became of one occurrence of a recurring milestone (Rule 10)."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.typed import takes
from programmes.actions.occurrences import report_occurrence
from programmes.forms.occurrences import OccurrenceForm
from programmes.readings.occurrences_to_report import occurrences_to_report
from programmes.readings.owed import return_in
from programmes.rules.returns import allows
from programmes.views.milestone_named import milestone_named
from programmes.words import Step


@takes(OccurrenceForm)
def occurrence_report(request: SignedIn, ref: str, due_on: date) -> HttpResponse:
    """Take what became of it for the open month; what refuses it keeps what was typed."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    milestone = milestone_named(ref)
    require(user, "programmes.report_milestone", milestone, at=at)
    attempt = Attempt(request, OccurrenceForm)
    saved = attempt.take(
        lambda _: report_occurrence(milestone, attempt.form.report(due_on), by=user, at=at)
    )
    if saved:
        done = f" on {printed_day(saved.done_on)}" if saved.done_on else ""
        became = f"{saved.get_turn_display().lower()}{done}"
        messages.success(request, f"{ref}: the occurrence due {printed_day(due_on)} is {became}.")
        return redirect("programmes:milestone", ref)
    newest = ReportingPeriod.objects.order_by("-month").first()
    if newest is None or not newest.is_open:
        return not_open(request, newest)
    told = list(milestone.occurrences.filter(due_on=due_on))
    if not told and due_on not in occurrences_to_report(milestone, month=newest.month):
        raise Http404
    row = next((row for row in told if row.period_id == newest.pk), None)
    attempt.form.initial = OccurrenceForm.initial_of(row)
    ret = return_in(newest, milestone.programme)
    return attempt.page(
        "programmes/occurrence_report.html",
        milestone=milestone,
        due_on=due_on,
        period=newest,
        voids=ret if ret and allows(Step.REOPEN, state=ret.state) else None,
    )
