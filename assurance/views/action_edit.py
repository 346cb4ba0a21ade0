"""Name who answers for an action of the response, and the milestones that deliver it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.recommendations import KEEPS, change_response
from assurance.forms.recommendations import ResponseForm
from assurance.views.recommendations_asking import action_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(ResponseForm)
def action_edit(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Take the owner and the links, with the reason; its words and first date stay."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    action = action_of(ref, number)
    refs = action.milestones.order_by("ref").values_list("ref", flat=True)
    now = {
        "owner": action.owner,
        "milestone_refs": ", ".join(refs),
        "version": action.version,
    }
    attempt = Attempt(request, ResponseForm, initial=now)
    saved = attempt.take(
        lambda entered: change_response(
            action,
            owner=entered["owner"],
            milestones=attempt.form.milestones(),
            reason=entered["reason"],
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if saved:
        messages.success(request, f"Action {action.number} saved.")
        return redirect("assurance:recommendation", ref)
    words = f"Owner and milestones of action {action.number}"
    return attempt.page(
        "assurance/recommendation_form.html", row=action.recommendation, action=action, words=words
    )
