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
from packs.presenters.versions import saved_as
from packs.store import path_of
from packs.words import PackFile


@require_GET
def pack_download(request: SignedIn, key: int) -> HttpResponseBase:
    """Hand over the pack itself."""
    return handed_over(request, key, PackFile.PACK)


def handed_over(request: SignedIn, key: int, file: PackFile) -> HttpResponseBase:
    """Stream a stored PDF of an edition as an attachment (DESIGN 4a.9).

    A file that is gone, or is not the one that was drawn, is not handed over: a page says so, as it
    does of a file that the edition does not have.
    """
    at = timezone.now()
    packs = Pack.objects.with_superseded().with_period()
    require(request.user, "packs.see_packs", at=at)
    row = get_object_or_404(packs, pk=key)
    require(request.user, "packs.see_pack", row, at=at)
    asked = next((stored for stored in row.stored if stored.file is file), None)
    if row.state != "ready" or asked is None:
        return page(
            request, "packs/pack_download.html", {"pack": row, "is_there": False}, status=404
        )
    try:
        stored = path_of(asked.sha256).open("rb")
    except OSError:
        return _damaged(request, row)
    if file_digest(stored, "sha256").hexdigest() != asked.sha256:
        stored.close()
        return _damaged(request, row)
    stored.seek(0)
    note_download(row, by=request.user, at=at, file=file)
    name = saved_as(row, superseded=row.superseded, file=file)
    return FileResponse(stored, as_attachment=True, filename=name, content_type="application/pdf")


def _damaged(request: SignedIn, row: Pack) -> HttpResponseBase:
    return page(request, "packs/pack_download.html", {"pack": row, "is_there": True}, status=503)
