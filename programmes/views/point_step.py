"""The next step of an ask or a challenge: table, decline, answer, ask again, close."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.points import move_point
from programmes.forms.points import FORMS, KINDS
from programmes.permissions.delivery import right_to_move_point
from programmes.rules.points import next_stages
from programmes.views.point_of import point_of
from programmes.words import PointStage

BY_ADDRESS = {stage.value.replace("_", "-"): stage for stage in PointStage}


@takes(*KINDS)
def point_step(request: SignedIn, ref: str, to: str) -> HttpResponse:
    """Take the step, and go back to the page of the ask or challenge."""
    at = timezone.now()
    row, facts = point_of(request, ref, at=at)
    stage = BY_ADDRESS.get(to)
    if stage is None or (facts.kind, stage) not in FORMS:
        raise Http404(to)
    require(request.user, right_to_move_point(facts.kind, stage), row.programme, at=at)
    form, words = FORMS[facts.kind, stage]
    now = stage.value.replace("_", " ")
    attempt = Attempt(request, form, initial={"version": len(facts.steps)})
    if attempt.take(lambda _: move_point(row, attempt.form.move(), by=request.user, at=at)):
        messages.success(request, f"Saved: {ref} is {now}.")
        return redirect("programmes:point", ref)
    context = {
        "row": row,
        "facts": facts,
        "programme": row.programme,
        "words": words,
        "is_next": stage in next_stages(facts.kind, facts.stage),
    }
    return attempt.page("programmes/point_step.html", **context)
