"""The milestones of a programme as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns import MILESTONE
from programmes.presenters.programme_rows import in_page_order
from programmes.views.asking import asked_programme


@require_safe
def milestones_csv(request: SignedIn, ref: str) -> HttpResponse:
    """Hand over the milestones that the page would show, in its order, as a CSV file."""
    asked = asked_programme(request, ref, at=timezone.now(), with_leads=True)
    name = f"milestones-{asked.programme.ref}{asked.past.in_name}"
    rows = in_page_order(asked.shown)
    return csv_file(request, name, MILESTONE, rows, quarters=asked.settings.irp_quarters)
