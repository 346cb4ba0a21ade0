"""The register of evidence as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.evidence import EVIDENCE
from assurance.views.evidence_asking import asked_evidence, lines_asked
from irp.pages import SignedIn, csv_file


@require_safe
def evidence_csv(request: SignedIn) -> HttpResponse:
    """Hand over every piece that the filters choose, and the person may see, as a CSV file."""
    asked = asked_evidence(request, at=timezone.now())
    lines = lines_asked(asked, asked.shown, user=request.user)
    return csv_file(request, f"evidence{asked.past.in_name}", EVIDENCE, lines)
