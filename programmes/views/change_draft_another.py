"""Ask for another kind of change in the same request, of the same or other milestones (Rule 18)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.change_drafts import add_kind
from programmes.forms.change_start import AnotherKindForm
from programmes.models import ChangeDraft
from programmes.views.change_draft_acting import on_draft
from programmes.views.change_writing import offered
from programmes.words import ChangeKind


@takes(AnotherKindForm)
@on_draft
def change_draft_another(request: SignedIn, draft: ChangeDraft, at: datetime) -> HttpResponse:
    """Take what else is to change; the draft's page asks for the rest."""
    attempt = Attempt(
        request,
        AnotherKindForm,
        stands=offered(draft.programme, at=at),
        parts=draft.asked,
        initial={"version": draft.version},
    )
    done = attempt.take(
        lambda entered: add_kind(
            draft,
            ChangeKind(entered["kind"]),
            entered["rows"],
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if done:
        added = ChangeKind(attempt.form.cleaned_data["kind"])
        messages.success(request, f"“{added.label}” is in your draft.")
        return redirect("programmes:change_draft", done.pk)
    return attempt.page("programmes/change_draft_another.html", draft=draft)
