"""One indicator with all its readings."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.presenters import indicator_sheet


@require_safe
def indicator(request: SignedIn, ref: str) -> HttpResponse:
    """Show an indicator: provisional and revised readings stand side by side (Rule 27)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = indicator_sheet(past.source, ref, page=request.GET.get("page"))
    if sheet is None:
        raise Http404
    context = {
        "past": past,
        "sheet": sheet,
        "may_record": not past.is_past and request.user.has_perm("kpis.record_reading"),
    }
    return page(request, "kpis/indicator.html", context)
