"""The next step of an action: done, accepted, sent back, given a later date, closed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.board_actions import move_action
from packs.forms.board_actions import STEP_FORMS
from packs.permissions import right_to_move_action
from packs.presenters.meetings import STEPS
from packs.views.meetings_asking import action_of

BY_ADDRESS = {word: stage for stage, word in STEPS.items()}


@takes(*(form for form, _ in STEP_FORMS.values()))
def board_action_step(request: SignedIn, ref: str, to: str) -> HttpResponse:
    """Take the step, and go back to the page of the action."""
    at = timezone.now()
    row = action_of(request, ref, at=at)
    stage = BY_ADDRESS.get(to)
    if stage is None:
        raise Http404(to)
    require(request.user, right_to_move_action(stage), row, at=at)
    form, words = STEP_FORMS[stage]
    steps = list(row.steps.order_by("number"))
    attempt = Attempt(request, form, initial={"version": len(steps)})
    if attempt.take(lambda entered: move_action(row, stage, **entered, by=request.user, at=at)):
        messages.success(request, f"Saved: {ref}.")
        return redirect("packs:board_action", ref)
    return attempt.page("packs/board_action_step.html", row=row, steps=steps, words=words)
