"""Who downloaded which file of a pack, as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.permissions import require
from packs.columns.downloads import PACK_DOWNLOAD
from packs.readings.downloads import downloads
from packs.views.pack_downloads import READ


@require_safe
def pack_downloads_csv(request: SignedIn) -> HttpResponse:
    """Hand over the whole log as a CSV file."""
    require(request.user, READ, at=timezone.now())
    return csv_file(request, "pack-downloads", PACK_DOWNLOAD, downloads())
