"""Every indicator of the plan with its newest reading."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from kpis import presenters


@require_safe
def indicators(request: SignedIn) -> HttpResponse:
    """Show the indicators by aim and outcome."""
    require(request.user, "irp.read_plan", at=timezone.now())
    groups = presenters.groups()
    rows = [row for group in groups for row in group.rows]
    context = {
        "groups": groups,
        "count": len(rows),
        "read": sum(row.reading is not None for row in rows),
    }
    return page(request, "kpis/indicators.html", context)
