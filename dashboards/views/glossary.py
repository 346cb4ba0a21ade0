"""The glossary: the words of pages and packs, and what they mean."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require


@require_safe
def glossary(request: SignedIn) -> HttpResponse:
    """Show every chapter; `irp.jinja` gives the glossary to each page."""
    require(request.user, "irp.read_plan", at=timezone.now())
    return page(request, "dashboards/glossary.html", {})
