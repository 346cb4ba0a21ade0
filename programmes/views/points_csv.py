"""The asks and challenges as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns import POINT
from programmes.views.points_asking import asked_points


@require_safe
def points_csv(request: SignedIn) -> HttpResponse:
    """Hand over every ask and challenge that the person may read as a CSV file."""
    past, lines = asked_points(request, at=timezone.now())
    return csv_file(request, f"asks-and-challenges{past.in_name}", POINT, lines)
