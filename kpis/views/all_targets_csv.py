"""Every version that indicators are compared with, as a file that can be loaded again."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from kpis.columns import TARGET
from kpis.presenters import targets_of_all


@require_safe
def all_targets_csv(request: SignedIn) -> HttpResponse:
    """Hand over targets as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    rows = targets_of_all(past.source)
    return csv_file(request, f"targets{past.in_name}", TARGET, rows)
