"""Go on with the draft of a change request: keep it, all or in part, or send it (Rule 18)."""

from datetime import datetime

from django.http import HttpResponse

from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.change_drafts import keep_draft, send_draft
from programmes.forms.changes import ChangeForm
from programmes.models import ChangeDraft
from programmes.views.change_draft_acting import on_draft
from programmes.views.change_writing import draft_kept, request_sent, writing


@takes(ChangeForm)
@on_draft
def change_draft(request: SignedIn, draft: ChangeDraft, at: datetime) -> HttpResponse:
    """Show what was typed so far; take what is typed since, or send it."""
    initial = {"version": draft.version} | draft.entered
    user = request.user
    written = writing(request, draft.programme, draft.asked, initial, at=at)
    attempt, form = written.attempt, written.attempt.form
    if form.is_draft:
        saved = attempt.take(
            lambda entered: keep_draft(
                draft,
                form.entered,
                without=form.left_out,
                version=entered["version"],
                by=user,
                at=at,
            )
        )
        if saved:
            return draft_kept(request, saved, form, at=at)
        return written.page(draft)
    asked = attempt.take(
        lambda entered: send_draft(
            draft,
            form.wanted(),
            form.case(),
            version=entered["version"],
            by=user,
            at=at,
            settings=written.settings,
        )
    )
    if asked:
        return request_sent(request, asked)
    return written.page(draft)
