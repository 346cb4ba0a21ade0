"""Escalate a risk to a forum, or de-escalate it, with the reason (Rule 28)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.risks import escalate_risk
from programmes.forms.risks import EscalationForm
from programmes.models import Risk
from programmes.rules.raid import forums_from
from programmes.views.raid_acting import on_entry
from programmes.words import Ladder, RaidKind


@takes(EscalationForm)
@on_entry("programmes.keep_raid", RaidKind.RISK)
def risk_escalate(request: SignedIn, row: Risk, at: datetime) -> HttpResponse:
    """Take the forum and the reason."""
    forums = forums_from(Ladder(row.forum) if row.forum else None)
    attempt = Attempt(request, EscalationForm, forums=forums, initial={"version": row.version})
    moved = attempt.take(
        lambda entered: escalate_risk(
            row,
            attempt.form.to(),
            reason=entered["reason"],
            version=entered["version"],
            by=request.user,
            at=at,
        ),
        row=row,
    )
    if moved:
        where = moved.get_forum_display() if moved.forum else "its programme"
        messages.success(request, f"{row.ref} is now with {where}.")
        return redirect("programmes:raid_entry", row.ref)
    return attempt.page("programmes/risk_escalate.html", row=row)
