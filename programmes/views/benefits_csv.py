"""Benefits and disbenefits as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns.benefits import BENEFIT
from programmes.views.benefit_asking import asked_benefits


@require_safe
def benefits_csv(request: SignedIn) -> HttpResponse:
    """Hand over every benefit that the filters choose as a CSV file."""
    asked = asked_benefits(request, at=timezone.now())
    return csv_file(request, f"benefits{asked.past.in_name}", BENEFIT, asked.shown)
