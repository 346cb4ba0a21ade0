"""Who downloaded which file of a pack, newest first: for CPMO and administrators."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.presenters import Pages
from packs.columns.downloads import PACK_DOWNLOAD
from packs.readings.downloads import downloads

A_PAGE = 50
READ = "packs.read_downloads"


@require_safe
def pack_downloads(request: SignedIn) -> HttpResponse:
    """Show the log, 50 a page."""
    require(request.user, READ, at=timezone.now())
    shown = Pages(downloads(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page_of": shown, "columns": PACK_DOWNLOAD}
    return page(request, "packs/pack_downloads.html", context)
