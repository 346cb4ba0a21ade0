"""The requests to the council as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.requests import REQUEST
from assurance.views.requests_asking import asked_requests
from irp.pages import SignedIn, csv_file


@require_safe
def requests_csv(request: SignedIn) -> HttpResponse:
    """Hand over the requests that the filter chooses as a CSV file."""
    asked = asked_requests(request, at=timezone.now())
    return csv_file(request, f"requests{asked.past.in_name}", REQUEST, asked.shown)
