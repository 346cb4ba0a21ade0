"""The people of a programme by row, as a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from programmes.columns import PEOPLE
from programmes.models import Programme
from programmes.readings.people import programme_people


@require_safe
def people_csv(request: SignedIn, ref: str) -> HttpResponse:
    """Hand over who leads and answers for each row as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    programme = get_object_or_404(Programme, ref=ref)
    past = past_of(request, at=at)
    found = programme_people(past.source, ref, on=past.measured.on)
    return csv_file(
        request, f"people-{programme.ref}{past.in_name}", PEOPLE, found.rows if found else ()
    )
