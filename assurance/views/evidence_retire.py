"""Take a piece of evidence out of use; it stays in the record, with who cites it (Rule 22)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.evidence_care import retire_evidence
from assurance.forms.evidence_care import RetireForm
from assurance.models import Evidence
from assurance.readings.citations import issued_citing
from assurance.views.evidence_asking import on_evidence
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes


@takes(RetireForm)
@on_evidence("assurance.keep_evidence")
def evidence_retire(request: SignedIn, row: Evidence, at: datetime) -> HttpResponse:
    """Take the reason; judgements that cite it are named first, and keep their value."""
    cited_by = issued_citing(row, at=at)
    attempt = Attempt(request, RetireForm, initial={"version": row.version, "cited": len(cited_by)})
    done = attempt.take(lambda entered: retire_evidence(row, **entered, by=request.user, at=at))
    if done:
        messages.success(request, f"{row.ref} retired.")
        return redirect("assurance:evidence_piece", row.ref)
    return attempt.page("assurance/evidence_retire.html", row=row, cited_by=cited_by)
