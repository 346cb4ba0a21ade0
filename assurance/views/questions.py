"""The three contextual questions and what was answered over time."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.narrative import question_parts, speaker_of
from assurance.words import SPEAKERS
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require


@require_safe
def questions(request: SignedIn) -> HttpResponse:
    """Show each question with each speaker's newest answer; none changes a clause (Rule 21)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    answers_for = None if past.is_past else speaker_of(request.user)
    context = {"past": past, "parts": question_parts(past), "speakers": SPEAKERS}
    return page(request, "assurance/questions.html", context | {"answers_for": answers_for})
