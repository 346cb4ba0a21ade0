"""Say that you looked at a link, when, and what was there (Rule 22)."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from assurance.actions.evidence_care import tell_link
from assurance.forms.evidence_care import LinkCheckForm
from assurance.models import Evidence
from assurance.views.evidence_asking import on_evidence
from assurance.words.evidence import LinkFound
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes


@takes(LinkCheckForm)
@on_evidence("assurance.tell_link")
def evidence_link(request: SignedIn, row: Evidence, at: datetime) -> HttpResponse:
    """Take what a person found; the product itself opens nothing."""
    newest = row.versions.order_by("-number")[0]
    if not newest.address:
        raise Http404
    attempt = Attempt(request, LinkCheckForm, initial={"version": newest.number})
    told = attempt.take(
        lambda entered: tell_link(
            row, newest=entered["version"], looked_on=entered["looked_on"],
            found=LinkFound(entered["found"]), note=entered["note"], by=request.user, at=at,
        )
    )  # fmt: skip
    if told:
        messages.success(request, f"What you found about {row.ref} is saved.")
        return redirect("assurance:evidence_piece", row.ref)
    return attempt.page("assurance/evidence_link.html", row=row, newest=newest)
