"""The owner of a requirement answers a judgement of commissioners."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import answer_judgement
from assurance.figures.assessments import assessment_line
from assurance.forms import AnswerForm
from assurance.models import Requirement
from assurance.permissions import voice_of
from assurance.readings.given import issued_by
from assurance.readings.requirements import issued_of
from assurance.words import Speaker
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.typed import takes

JUDGES = Speaker.COMMISSIONER


@takes(AnswerForm)
def answer(request: SignedIn, ref: str) -> HttpResponse:
    """Show the judgement, and take the owner's one answer to it (Rule 24a)."""
    at, user = timezone.now(), request.user
    row = get_object_or_404(Requirement.objects.select_related("outcome"), ref=ref)
    voice = voice_of(row, Speaker.COUNCIL, source=Now(at))
    require(user, "assurance.issue", voice, at=at)
    attempt = Attempt(request, AnswerForm, initial={"version": len(issued_by(JUDGES, row))})
    if attempt.take(lambda entered: answer_judgement(row, by=user, at=at, **entered)):
        messages.success(request, "Your answer has been recorded.")
        return redirect("assurance:requirement", ref=ref)
    line = assessment_line(JUDGES, issued_of(row, at=at).get(JUDGES))
    return attempt.page("assurance/answer.html", requirement=row, line=line)
