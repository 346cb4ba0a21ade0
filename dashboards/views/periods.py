"""Every reporting period."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.periods import period_lines
from dashboards.readings.periods import is_one_open, periods_shown
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.presenters import Pages

A_PAGE = 50


@require_safe
def periods(request: SignedIn) -> HttpResponse:
    """Show the periods, newest first, with their deadlines and who froze them."""
    require(request.user, "irp.read_plan", at=timezone.now())
    shown = Pages(periods_shown(), A_PAGE).get_page(request.GET.get("page"))
    may_run = request.user.has_perm("irp.run_cycle")
    context = {
        "page": shown,
        "rows": list(period_lines(shown)),
        "may_run": may_run,
        "may_open": may_run and not is_one_open(),
    }
    return page(request, "dashboards/periods.html", context)
