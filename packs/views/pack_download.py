"""Hand over a pack's PDF, the download noted first."""

from hashlib import file_digest

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from irp.pages import SignedIn, page
from irp.permissions import require
from packs.actions import note_download
from packs.models import Pack
from packs.presenters.packs import saved_as
from packs.store import path_of


@require_GET
def pack_download(request: SignedIn, key: int) -> HttpResponseBase:
    """Stream the stored PDF as an attachment (DESIGN 4a.9).

    A file that is gone, or is not the one that was drawn, is not handed over: a page says so.
    """
    at = timezone.now()
    packs = Pack.objects.with_superseded().with_period()
    require(request.user, "packs.see_packs", at=at)
    row = get_object_or_404(packs, pk=key)
    require(request.user, "packs.see_pack", row, at=at)
    if row.state != "ready":
        return page(request, "packs/pack_download.html", {"pack": row}, status=404)
    try:
        stored = path_of(row.sha256).open("rb")
    except OSError:
        return page(request, "packs/pack_download.html", {"pack": row}, status=503)
    if file_digest(stored, "sha256").hexdigest() != row.sha256:
        stored.close()
        return page(request, "packs/pack_download.html", {"pack": row}, status=503)
    stored.seek(0)
    note_download(row, by=request.user, at=at)
    name = saved_as(row, superseded=row.superseded)
    return FileResponse(stored, as_attachment=True, filename=name, content_type="application/pdf")
