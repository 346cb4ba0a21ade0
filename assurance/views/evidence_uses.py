"""Say what a piece of evidence is for: requirements, and considerations of theirs (Rule 22)."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.evidence import tie_evidence
from assurance.forms.evidence_uses import UsesForm, keys_written
from assurance.models import Evidence, EvidenceUse
from assurance.readings.piece import ties_of
from assurance.rules.uses import uses_written
from assurance.views.evidence_asking import on_evidence
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.numbers import counted
from irp.typed import takes


@takes(UsesForm)
@on_evidence("assurance.keep_evidence")
def evidence_uses(request: SignedIn, row: Evidence, at: datetime) -> HttpResponse:
    """Take all that it is for; what somebody changed meanwhile is shown beside what was typed."""
    ties = ties_of(row)
    stands = {"uses": _written(ties), "seen": keys_written(ties)}
    attempt = Attempt(request, UsesForm, initial=stands)
    changed = attempt.take(
        lambda entered: (
            tie_evidence(
                row, entered["uses"], seen=attempt.form.seen_keys(), by=request.user, at=at
            ),
        )
    )
    if changed:
        message = f"{counted(changed[0], 'change')} to what {row.ref} is for."
        messages.success(request, message if changed[0] else "You made no changes.")
        return redirect("assurance:evidence_piece", row.ref)
    now = _written(ties_of(row)) if attempt.clash else ""
    return attempt.page("assurance/evidence_uses.html", row=row, now=now)


def _written(ties: Iterable[EvidenceUse]) -> str:
    return uses_written((tie.requirement.ref, tie.consideration) for tie in ties)
