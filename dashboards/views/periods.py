"""Every reporting period."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters import periods as presenter
from irp.pages import SignedIn, page
from irp.permissions import require

A_PAGE = 50


@require_safe
def periods(request: SignedIn) -> HttpResponse:
    """Show the periods, newest first, with their deadlines and who froze them."""
    require(request.user, "irp.read_plan", at=timezone.now())
    shown = Paginator(presenter.periods(), A_PAGE).get_page(request.GET.get("page"))
    rows = [(period, presenter.frozen_step(period)) for period in shown]
    context = {
        "page": shown,
        "rows": rows,
        "may_run": request.user.has_perm("irp.run_cycle"),
        "open_one": any(period.is_open for period in shown),
    }
    return page(request, "dashboards/periods.html", context)
