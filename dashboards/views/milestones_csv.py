"""The list of all milestones as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.milestones_csv import COLUMNS
from dashboards.views.listing import asked_milestones
from irp.pages import SignedIn, csv_file


@require_safe
def milestones_csv(request: SignedIn) -> HttpResponse:
    """Hand over every milestone that the filters choose as a CSV file."""
    asked = asked_milestones(request, at=timezone.now())
    rows = asked.lines(asked.chosen.rows)
    return csv_file(
        request, f"milestones{asked.past.in_name}", COLUMNS, rows, quarters=asked.quarters
    )
