"""The milestones as the file in which an opening position is filled in (Rule 18c)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, csv_file
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.columns.structure import OPENING
from programmes.presenters.openings import lines_to_fill
from programmes.readings.openings import ground_of


@require_safe
def opening_rows_csv(request: SignedIn) -> HttpResponse:
    """Hand over every milestone that was not reported here yet, to be filled in."""
    at = timezone.now()
    require(request.user, "programmes.take_over", at=at)
    on = london_day(at)
    ground = ground_of(settings_of(request), position_on=on, on=on)
    return csv_file(request, "opening-position", OPENING, lines_to_fill(ground))
