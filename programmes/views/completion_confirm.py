"""Confirm a reported completion as a second person, or say why not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open, refusal
from irp.permissions import require
from irp.typed import takes
from programmes.actions.completions import confirm_completion
from programmes.forms.completions import CompletionConfirmForm
from programmes.models import Milestone
from programmes.presenters.milestone_update import update_page

TO_CONFIRM = Milestone.objects.select_related("programme__rdl", "programme__sao")


@takes(CompletionConfirmForm)
def completion_confirm(request: SignedIn, ref: str) -> HttpResponse:
    """Take the answer of anybody of the programme but who reported it."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    milestone = get_object_or_404(TO_CONFIRM, ref=ref)
    require(user, "programmes.confirm_completion", milestone.programme, at=at)
    attempt = Attempt(request, CompletionConfirmForm)
    act = attempt.take(
        lambda _: confirm_completion(milestone, **attempt.form.entered(), by=user, at=at)
    )
    if act:
        messages.success(request, f"{ref}: {act.get_what_display().lower()} by you.")
        return redirect("programmes:milestone", ref)
    newest = ReportingPeriod.objects.order_by("-month").first()
    if newest is None or not newest.is_open:
        return not_open(request, newest)
    sheet = update_page(milestone, newest, at=at)
    report = sheet.report or sheet.last
    if request.method != "POST" and not sheet.line.is_unconfirmed:
        context = {"milestone": milestone, "is_confirmed": bool(sheet.line.confirmed_by)}
        return refusal(request, "programmes/nothing_to_confirm.html", context, status=200)
    attempt.form.initial = {"version": report.version if report else 0}
    return attempt.page(
        "programmes/completion_confirm.html", milestone=milestone, line=sheet.line, report=report
    )
