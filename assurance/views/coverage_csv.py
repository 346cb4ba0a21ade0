"""What serves each requirement as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.links import COVERAGE
from assurance.views.link_asking import asked_cover
from irp.pages import SignedIn, csv_file


@require_safe
def coverage_csv(request: SignedIn) -> HttpResponse:
    """Hand over the requirements that the filters choose with what serves them."""
    asked = asked_cover(request, at=timezone.now())
    return csv_file(request, f"coverage{asked.past.in_name}", COVERAGE, asked.shown)
