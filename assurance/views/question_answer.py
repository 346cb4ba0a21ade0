"""Answer a contextual question, for the commissioners, the CPMO or the council."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions.narrative import answer_question
from assurance.forms.narrative import AnswerForm
from assurance.models import ContextualQuestion, QuestionAnswer
from assurance.presenters.narrative import speaker_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import DENIED, require
from irp.typed import takes


@takes(AnswerForm)
def question_answer(request: SignedIn, number: int) -> HttpResponse:
    """Take the answer; earlier ones stay, and no clause changes (Rule 21)."""
    at, user = timezone.now(), request.user
    require(user, "assurance.read_outcomes", at=at)
    speaker = speaker_of(user)
    if speaker is None:
        raise PermissionDenied(DENIED["assurance.answer_question"])
    row = get_object_or_404(ContextualQuestion, number=number)
    given = QuestionAnswer.objects.filter(question=row)
    attempt = Attempt(request, AnswerForm, initial={"version": given.count()})
    made = attempt.take(
        lambda entered: answer_question(row, speaker=speaker, **entered, by=user, at=at)
    )
    if made:
        messages.success(request, f"Answer saved: {row.name}.")
        return redirect("assurance:questions")
    last = given.filter(speaker=speaker).order_by("number").last()
    return attempt.page("assurance/question_answer.html", row=row, speaker=speaker, last=last)
