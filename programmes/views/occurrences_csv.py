"""The occurrences of a programme's recurring milestones as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns import OCCURRENCE
from programmes.views.asking import asked_programme


@require_safe
def occurrences_csv(request: SignedIn, ref: str) -> HttpResponse:
    """Hand over every occurrence that is due, oldest first, as a CSV file."""
    asked = asked_programme(request, ref, at=timezone.now())
    name = f"occurrences-{asked.programme.ref}{asked.past.in_name}"
    lines = asked.sheet.lines if asked.sheet else ()
    rows = [occurrence for line in lines if line.recurring for occurrence in line.recurring.lines]
    return csv_file(request, name, OCCURRENCE, rows, quarters=asked.settings.irp_quarters)
