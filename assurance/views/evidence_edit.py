"""Change what a piece of evidence says of itself (Rule 22)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.evidence import change_evidence
from assurance.forms.evidence import ABOUT, EvidenceEditForm
from assurance.models import Evidence
from assurance.views.evidence_asking import on_evidence
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes


@takes(EvidenceEditForm)
@on_evidence("assurance.keep_evidence")
def evidence_edit(request: SignedIn, row: Evidence, at: datetime) -> HttpResponse:
    """Take its title, type, directorates and classification; what it holds is a new version."""
    now = {name: getattr(row, name) for name in (*ABOUT, "version")}
    attempt = Attempt(request, EvidenceEditForm, initial=now)
    saved = attempt.take(
        lambda entered: change_evidence(
            row, attempt.form.about(), version=entered["version"], reason=entered["reason"],
            by=request.user, at=at,
        )
    )  # fmt: skip
    if saved:
        same = saved.version == row.version
        messages.success(request, "You made no changes." if same else f"{row.ref} saved.")
        return redirect("assurance:evidence_piece", row.ref)
    return attempt.page("assurance/evidence_form.html", row=row, kind=None)
