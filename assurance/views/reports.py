"""Reports to the Secretary of State."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.readings.reports import reports_seen
from irp.pages import SignedIn, page
from irp.permissions import require


@require_safe
def reports(request: SignedIn) -> HttpResponse:
    """Show the reports that the person may see: others than commissioners, published ones."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    may = request.user.has_perm("assurance.judge_tests")
    context = {"rows": reports_seen(request.user), "may_draft": may}
    return page(request, "assurance/reports.html", context)
