"""The runway as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.quarters_read import read_as
from dashboards.presenters.runway import columns
from dashboards.views.runway_asking import asked_runway
from irp.pages import SignedIn, csv_file


@require_safe
def runway_csv(request: SignedIn) -> HttpResponse:
    """Hand over the requirements that the filters choose as a CSV file."""
    sheet = asked_runway(request, at=timezone.now()).sheet
    name, quarters = f"runway{sheet.past.in_name}", sheet.quarters
    every = (*columns(quarters), read_as(sheet.cap_note))
    return csv_file(request, name, every, sheet.found.lines, quarters=quarters)
