"""One indicator with all its readings."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.presenters import indicator_sheet
from kpis.words import NO_TARGET


@require_safe
def indicator(request: SignedIn, ref: str) -> HttpResponse:
    """Show an indicator: provisional and revised readings stand side by side (Rule 27)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    on, leaf = past.measured.on, request.GET.get("page")
    sheet = indicator_sheet(past.source, ref, on=on, page=leaf)
    if sheet is None:
        raise Http404
    context = {
        "past": past,
        "sheet": sheet,
        "no_target": NO_TARGET,
        "may_record": not past.is_past and request.user.has_perm("kpis.record_reading"),
        "may_set": not past.is_past and request.user.has_perm("kpis.set_target"),
    }
    return page(request, "kpis/indicator.html", context)
