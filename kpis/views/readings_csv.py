"""The readings of an indicator as a file: the data of its chart."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from kpis.columns import READING
from kpis.presenters import reading_rows


@require_safe
def readings_csv(request: SignedIn, ref: str) -> HttpResponse:
    """Hand over every reading of an indicator, provisional and revised, as a CSV file (27)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    rows = reading_rows(past.source, ref)
    if rows is None:
        raise Http404
    return csv_file(request, f"readings-{ref}{past.in_name}", READING, rows)
