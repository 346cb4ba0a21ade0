"""What of the delivery serves one requirement."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.links import requirement_named
from assurance.presenters.links import PAGES, links_sheet
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require


@require_safe
def requirement_links(request: SignedIn, ref: str) -> HttpResponse:
    """Show the links of a requirement, confirmed, proposed and ended apart."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    row = requirement_named(ref)
    if row is None:
        raise Http404
    sheet = links_sheet(past, row, user=request.user)
    context = {"row": row, "sheet": sheet, "past": past, "pages": PAGES}
    return page(request, "assurance/requirement_links.html", context)
