"""Hand over the evidence of a requirement or an outcome as one ZIP, noted first (Rule 22)."""

import re

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from assurance.actions.evidence import note_downloads
from assurance.figures.evidence import evidence_lines
from assurance.models import PriorityOutcome
from assurance.presenters.evidence_pack import pack_blocks
from assurance.presenters.evidence_rows import pack_entries, said_lines, words_of
from assurance.readings.evidence import evidence_of
from assurance.readings.official import outcome_words
from assurance.readings.requirements import requirement, requirements
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured

OUTCOME = re.compile(r"outcome-([1-9][0-9]?)")


@require_GET
def evidence_pack(request: SignedIn, of: str) -> HttpResponseBase:
    """Stream the pack of "PO8-T1-1" or "outcome-8", of the pieces that the person may see."""
    at, user = timezone.now(), request.user
    require(user, "assurance.take_evidence", at=at)
    named = OUTCOME.fullmatch(of)
    source = Now(at)
    outcome = None
    if named:
        rows = source.rows(PriorityOutcome)
        outcome = next((row for row in rows if row.number == int(named[1])), None)
        if outcome is None:
            raise Http404
        told = requirements(source, outcome=outcome.pk).get(outcome.pk, [])
        words = outcome_words(source, outcome.number)
    else:
        among = requirement(source, of)
        if among is None:
            raise Http404
        told = [among.facts]
        words = {of: among.facts.official} if among.facts.official else {}
    scope = {"outcome__number": outcome.number} if outcome else {"ref": of}
    lines = evidence_lines(
        evidence_of(source, user=user, **scope), measured=Measured(london_day(at))
    )
    entries = pack_entries(lines)
    held = [entry.line.facts.version.key for entry in entries if entry.path]
    note_downloads(held, by=user, at=at)
    beside = words_of(told, words, outcome=outcome)
    blocks = pack_blocks(of, entries, said_lines(told), beside, by=user.name, at=at)
    answer = StreamingHttpResponse(blocks, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="evidence-{of}.zip"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
