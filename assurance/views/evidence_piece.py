"""One piece of evidence: what it is, its versions, what it is for, who took it out (Rule 22)."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assurance.models import Evidence
from assurance.presenters.evidence import piece_sheet
from assurance.views.evidence_asking import on_evidence
from assurance.words.evidence import EvidenceKind
from irp.pages import SignedIn, page
from irp.past import past_of


@require_safe
@on_evidence("assurance.see_evidence")
def evidence_piece(request: SignedIn, row: Evidence, at: datetime) -> HttpResponse:
    """Show a piece as it is, or as it was on a past day or when a month was frozen."""
    past = past_of(request, at=at)
    sheet = piece_sheet(past, row)
    user, held = request.user, row.kind == EvidenceKind.FILE
    is_now = sheet is not None and not past.is_past and row.retired_on is None
    context = {
        "row": row,
        "past": past,
        "sheet": sheet,
        "may_keep": is_now and user.has_perm("assurance.keep_evidence", row),
        "may_tell": is_now and not held and user.has_perm("assurance.tell_link", row),
        "may_seal": is_now and held and user.has_perm("assurance.ask_seal", row),
    }
    return page(request, "assurance/evidence_piece.html", context)
