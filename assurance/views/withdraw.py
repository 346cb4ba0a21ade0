"""Withdraw what one speaker issued of a requirement."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import withdraw_assessment
from assurance.figures.assessments import assessment_line
from assurance.forms import WithdrawalForm
from assurance.models import Requirement
from assurance.permissions import voice_of
from assurance.readings.given import issued_by
from assurance.readings.requirements import issued_of
from assurance.views.interested import keep_out_interested
from assurance.words import Speaker
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.typed import takes


@takes(WithdrawalForm)
def withdraw(request: SignedIn, ref: str, speaker: str) -> HttpResponse:
    """Show what would be withdrawn and what that means; withdraw it once confirmed (Rule 19)."""
    at, user = timezone.now(), request.user
    if speaker not in set(Speaker):
        raise Http404
    who = Speaker(speaker)
    row = get_object_or_404(Requirement.objects.select_related("outcome"), ref=ref)
    voice = voice_of(row, who, source=Now(at))
    require(user, "assurance.issue", voice, at=at)
    if who is Speaker.COMMISSIONER:
        keep_out_interested(request, row.outcome.number, at=at)
    attempt = Attempt(request, WithdrawalForm, initial={"version": len(issued_by(who, row))})
    done = attempt.take(
        lambda _: withdraw_assessment(row, speaker=who, by=user, at=at, **attempt.form.entered())
    )
    if done:
        messages.success(request, f"{who.label} withdrawn.")
        return redirect("assurance:requirement", ref=row.ref)
    line = assessment_line(who, issued_of(row, at=at).get(who))
    return attempt.page("assurance/withdraw.html", requirement=row, speaker=who, line=line)
