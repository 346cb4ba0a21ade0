"""The change requests as a file, a line for each of their rows."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, csv_file
from programmes.columns import CHANGE
from programmes.views.change_asking import asked_changes


@require_safe
def changes_csv(request: SignedIn) -> HttpResponse:
    """Hand over every row of the requests that the filters choose as a CSV file."""
    asked = asked_changes(request, at=timezone.now())
    rows = [(line, row) for line in asked.shown for row in line.rows]
    quarters = settings_of(request).irp_quarters
    return csv_file(request, f"changes{asked.past.in_name}", CHANGE, rows, quarters=quarters)
