"""Add a piece of evidence: a file to be held, a link, or a record of the product (Rule 22)."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.evidence import add_evidence
from assurance.forms.evidence import NEW, NewFileForm, NewLinkForm, NewRecordForm
from assurance.words.evidence import EvidenceKind
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes


@takes(NewFileForm, NewLinkForm, NewRecordForm)
def evidence_add(request: SignedIn, kind: str) -> HttpResponse:
    """Take what it is, what it holds and what it is for; it is given the next reference."""
    at, user = timezone.now(), request.user
    require(user, "assurance.read_outcomes", at=at)
    require(user, "assurance.add_evidence", at=at)
    if kind not in set(EvidenceKind):
        raise Http404
    evidence_kind = EvidenceKind(kind)
    initial = {"version": 0, "prepared_by": user.pk, "uses": request.GET.get("for", "")[:200]}
    attempt = Attempt(
        request,
        NEW[evidence_kind],
        files=request.FILES or None,
        initial=initial,
        on=london_day(at),
    )
    form = attempt.form
    row = attempt.take(
        lambda entered: add_evidence(
            evidence_kind, form.about(), version=form.held(), content=form.content(at=at),
            uses=entered["uses"], by=user, at=at,
        )
    )  # fmt: skip
    if row:
        messages.success(request, f"{row.ref} added.")
        return redirect("assurance:evidence_piece", row.ref)
    most = settings.LARGEST_UPLOAD >> 20
    return attempt.page("assurance/evidence_form.html", row=None, kind=evidence_kind, most=most)
