"""One priority outcome with its concerns and requirements."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import PriorityOutcome
from assurance.presenters.outcome import outcome_sheet
from assurance.presenters.voices import VOICES
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.plan_dates import QuarterConvention


@require_safe
def outcome(request: SignedIn, number: int) -> HttpResponse:
    """Show the outcome, the requirements of each test, and three voices on each of them."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    settings = settings_of(request)
    sheet = outcome_sheet(
        get_object_or_404(PriorityOutcome, number=number),
        user=request.user,
        at=at,
        ends_on=settings.intervention_ends_on,
        quarters=QuarterConvention(settings.cap_quarters),
    )
    context = {"sheet": sheet, "voices": VOICES, "quarters": settings.cap_quarters}
    return page(request, "assurance/outcome.html", context)
