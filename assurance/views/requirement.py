"""One requirement and everything that the three voices have said of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import Requirement
from assurance.presenters.requirement import requirement_sheet
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.plan_dates import QuarterConvention


@require_safe
def requirement(request: SignedIn, ref: str) -> HttpResponse:
    """Show gates, considerations, the three voices apart, and the sequence (Rules 12, 19, 23)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    settings = settings_of(request)
    sheet = requirement_sheet(
        get_object_or_404(Requirement.objects.select_related("outcome", "test"), ref=ref),
        user=request.user,
        page=request.GET.get("page"),
        at=at,
        ends_on=settings.intervention_ends_on,
        quarters=QuarterConvention(settings.cap_quarters),
    )
    context = {"sheet": sheet, "quarters": settings.cap_quarters}
    return page(request, "assurance/requirement.html", context)
