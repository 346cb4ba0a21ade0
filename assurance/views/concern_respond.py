"""The council responds to a concern of commissioners."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions.concerns import respond_to_concern
from assurance.forms.concerns import ConcernResponseForm
from assurance.models import Concern
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(ConcernResponseForm)
def concern_respond(request: SignedIn, ref: str) -> HttpResponse:
    """Take the response, its trend, owner and day; earlier ones stay beside the concern."""
    at = timezone.now()
    require(request.user, "assurance.respond_to_concern", at=at)
    row = get_object_or_404(Concern.objects.select_related("outcome"), ref=ref)
    given = row.responses.select_related("owner").order_by("number").last()
    seen = given.number if given else 0
    attempt = Attempt(request, ConcernResponseForm, initial={"version": seen})
    made = attempt.take(lambda entered: respond_to_concern(row, **entered, by=request.user, at=at))
    if made:
        messages.success(request, f"Response to {row.ref} saved.")
        return redirect("assurance:outcome", row.outcome.number)
    return attempt.page("assurance/concern_respond.html", row=row, last=given)
