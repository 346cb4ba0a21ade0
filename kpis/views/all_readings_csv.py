"""Every reading of every indicator, as a file that can be loaded again."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from kpis.columns import READING
from kpis.presenters import readings_of_all


@require_safe
def all_readings_csv(request: SignedIn) -> HttpResponse:
    """Hand over readings as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    rows = readings_of_all(past.source)
    return csv_file(request, f"readings{past.in_name}", READING, rows)
