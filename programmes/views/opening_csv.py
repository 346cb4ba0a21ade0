"""What an opening position took over, as the file that says it (Rule 18c)."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from programmes.columns.structure import OPENING
from programmes.presenters.openings import file_lines, taken_rows
from programmes.readings.openings import takeovers


@require_safe
def opening_csv(request: SignedIn, number: int) -> HttpResponse:
    """Hand over the rows of a position as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    if number not in {takeover.number for takeover in takeovers(past.source)}:
        raise Http404(number)
    rows = file_lines(taken_rows(past.source, number))
    return csv_file(request, f"opening-position-{number}{past.in_name}", OPENING, rows)
