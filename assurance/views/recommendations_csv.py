"""The recommendations of the external auditor and of CfGS as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns import RECOMMENDATION
from assurance.models import Recommendation
from irp.pages import SignedIn, csv_file
from irp.permissions import require


@require_safe
def recommendations_csv(request: SignedIn) -> HttpResponse:
    """Hand over the recommendations as a CSV file."""
    require(request.user, "assurance.read_outcomes", at=timezone.now())
    return csv_file(request, "recommendations", RECOMMENDATION, Recommendation.objects.all())
