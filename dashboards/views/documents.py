"""The two documents behind the plan: what they say beside their tables, and their errata."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.documents import documents_page
from irp.pages import SignedIn, page
from irp.permissions import require


@require_safe
def documents(request: SignedIn) -> HttpResponse:
    """Show the statements of both documents and where they contradict each other."""
    require(request.user, "irp.read_plan", at=timezone.now())
    return page(request, "dashboards/documents.html", {"sheet": documents_page()})
