"""Take a file's privileged or personal content away: one asks, another confirms (Rule 22)."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from assurance.actions.evidence_care import seal_step
from assurance.forms.evidence_care import SealForm
from assurance.models import Evidence
from assurance.readings.seals import steps_of
from assurance.rules.sealing import is_sealed, open_ask
from assurance.views.evidence_asking import on_evidence
from assurance.words.evidence import SealStep
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes

DONE = {
    SealStep.ASKED: "You asked to seal it. Another person has to confirm.",
    SealStep.CONFIRMED: "Sealed. The file was removed; title, hash and reason remain.",
    SealStep.DECLINED: "Declined. The file stays as it is.",
}


@takes(SealForm)
@on_evidence("assurance.ask_seal")
def evidence_seal(request: SignedIn, row: Evidence, at: datetime, *, number: int) -> HttpResponse:
    """Take the asking, or another person's answer to it."""
    version = get_object_or_404(row.versions.exclude(sha256=""), number=number)
    steps = steps_of(version.sha256)
    if is_sealed(steps) and request.method != "POST":
        raise Http404
    asked_by = open_ask(steps)
    if asked_by is not None:
        require(request.user, "assurance.answer_seal", row, at=at)
    step = _step(request.POST.get("act", ""))
    attempt = Attempt(request, SealForm)
    version.evidence = row
    made = attempt.take(
        lambda entered: seal_step(version, step, reason=entered["reason"], by=request.user, at=at)
    )
    if made:
        messages.success(request, DONE[step])
        return redirect("assurance:evidence_piece", row.ref)
    asked = version.seals.order_by("-at", "-pk").first() if asked_by is not None else None
    shown = {"row": row, "version": version, "asked": asked}
    return attempt.page("assurance/evidence_seal.html", is_own=asked_by == request.user.pk, **shown)


def _step(act: str) -> SealStep:
    return {"confirm": SealStep.CONFIRMED, "decline": SealStep.DECLINED}.get(act, SealStep.ASKED)
