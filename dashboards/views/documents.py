"""The two documents behind the plan: what they say beside their tables, and their errata."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.documents import documents_page
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.readings import Now


@require_safe
def documents(request: SignedIn) -> HttpResponse:
    """Show both documents' statements, where they contradict each other, and the timeline."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    return page(request, "dashboards/documents.html", {"sheet": documents_page(Now(at))})
