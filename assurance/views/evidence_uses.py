"""Say what a piece of evidence is for: requirements, and considerations of theirs (Rule 22)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.evidence import tie_evidence
from assurance.forms.evidence_uses import UsesForm
from assurance.models import Evidence, EvidenceUse
from assurance.rules.uses import uses_written
from assurance.views.evidence_asking import on_evidence
from irp.attempts import Attempt
from irp.models import Conflict
from irp.pages import SignedIn
from irp.rules.numbers import counted
from irp.typed import takes


@takes(UsesForm)
@on_evidence("assurance.keep_evidence")
def evidence_uses(request: SignedIn, row: Evidence, at: datetime) -> HttpResponse:
    """Take all that it is for; what somebody changed meanwhile is shown beside what was typed."""
    held = _held(row)
    attempt = Attempt(request, UsesForm, initial=held)
    form, lost = attempt.form, False
    try:
        changed = attempt.take(
            lambda entered: (
                tie_evidence(row, entered["uses"], seen=form.seen_keys(), by=request.user, at=at),
            )
        )
    except Conflict:
        form.add_error(None, "Somebody else changed what it is for since you opened this page")
        form.data = request.POST.copy()
        form.data["seen"] = _held(row)["seen"]
        changed, lost = None, True
    if changed:
        message = f"{counted(changed[0], 'change')} to what {row.ref} is for."
        messages.success(request, message if changed[0] else "You made no changes.")
        return redirect("assurance:evidence_piece", row.ref)
    return attempt.page("assurance/evidence_uses.html", row=row, now=_held(row)["uses"], lost=lost)


def _held(row: Evidence) -> dict[str, Any]:
    ties = list(EvidenceUse.objects.filter(evidence=row, ended=False).select_related("requirement"))
    return {
        "uses": uses_written((tie.requirement.ref, tie.consideration) for tie in ties),
        "seen": " ".join(str(tie.pk) for tie in ties),
    }
