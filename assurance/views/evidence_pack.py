"""Hand over the evidence of a requirement or an outcome as one ZIP, noted first (Rule 22)."""

import re

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from assurance.actions.evidence import note_downloads
from assurance.figures.evidence import evidence_lines
from assurance.models import PriorityOutcome, Requirement
from assurance.presenters.evidence_pack import pack_blocks, pack_entries
from assurance.readings.evidence import evidence_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.rules.calendar import london_day

OUTCOME = re.compile(r"outcome-([1-9][0-9]?)")


@require_GET
def evidence_pack(request: SignedIn, of: str) -> HttpResponseBase:
    """Stream the pack of "PO8-T1-1" or "outcome-8", of the pieces that the person may see."""
    at, user = timezone.now(), request.user
    require(user, "assurance.take_evidence", at=at)
    outcome = OUTCOME.fullmatch(of)
    known = (
        PriorityOutcome.objects.filter(number=outcome[1])
        if outcome
        else Requirement.objects.filter(ref=of)
    )
    if not known.exists():
        raise Http404
    scope = {"outcome__number": outcome[1]} if outcome else {"ref": of}
    lines = evidence_lines(evidence_of(Now(at), user=user, **scope), on=london_day(at))
    entries = pack_entries(lines)
    held = [entry.line.facts.version.key for entry in entries if entry.path]
    note_downloads(held, by=user, at=at)
    answer = StreamingHttpResponse(
        pack_blocks(of, entries, by=user.name, at=at), content_type="application/zip"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="evidence-{of}.zip"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
