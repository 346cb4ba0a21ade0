"""One indicator with all its readings."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from kpis import presenters
from kpis.models import Indicator

A_PAGE = 50


@require_safe
def indicator(request: SignedIn, ref: str) -> HttpResponse:
    """Show an indicator: provisional and revised readings stand side by side (Rule 27)."""
    require(request.user, "irp.read_plan", at=timezone.now())
    shown = get_object_or_404(
        Indicator.objects.select_related("aim").prefetch_related("outcomes"), ref=ref
    )
    standing = presenters.standing_readings(shown)
    readings = Paginator(shown.readings.order_by("-month", "-pk"), A_PAGE)
    one_page = readings.get_page(request.GET.get("page"))
    newest: dict[object, int] = {one.month: one.pk for one in standing}
    latest = standing[-1] if standing else None
    context = {
        "indicator": shown,
        "latest": latest,
        "latest_printed": presenters.printed(latest, shown),
        "page": one_page,
        "rows": presenters.reading_rows(one_page, shown, newest=newest),
        "chart": presenters.chart(shown, standing),
        "no_direction": presenters.NO_DIRECTION,
        "may_record": request.user.has_perm("kpis.record_reading"),
    }
    return page(request, "kpis/indicator.html", context)
