"""Discard the draft of a change request (Rule 18)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.forms import Versioned
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.change_drafts import discard_draft
from programmes.models import ChangeDraft
from programmes.views.change_draft_acting import on_draft


@takes(Versioned)
@on_draft
def change_draft_discard(request: SignedIn, draft: ChangeDraft, at: datetime) -> HttpResponse:
    """Ask for confirmation, then discard it."""
    attempt = Attempt(request, Versioned, initial={"version": draft.version})
    done = attempt.take(
        lambda entered: discard_draft(draft, version=entered["version"], by=request.user, at=at)
    )
    if done:
        messages.success(request, "The draft is discarded.")
        return redirect("programmes:changes")
    return attempt.page("programmes/change_draft_discard.html", draft=draft)
