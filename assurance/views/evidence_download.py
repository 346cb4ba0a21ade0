"""Hand over a held file, the download noted first (DESIGN 4a.9)."""

from datetime import datetime
from hashlib import file_digest

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from assurance.actions.evidence import note_download
from assurance.models import Evidence
from assurance.readings.held import evidence_store
from assurance.readings.seals import seals
from assurance.views.evidence_asking import on_evidence
from irp.pages import SignedIn, page


@require_GET
@on_evidence("assurance.see_evidence")
def evidence_download(
    request: SignedIn, row: Evidence, at: datetime, *, number: int
) -> HttpResponseBase:
    """Stream a version's file as an attachment of no kind that a browser would open.

    A file that is gone, or is not the one that was taken in, is not handed over: a page says so.
    """
    version = get_object_or_404(row.versions.exclude(sha256=""), number=number)
    seal = seals(until=at).get(version.sha256)
    shown = {"row": row, "version": version, "seal": seal}
    if seal:
        return page(request, "assurance/evidence_download.html", shown, status=410)
    try:
        stored = evidence_store().path_of(version.sha256).open("rb")
    except OSError:
        return page(request, "assurance/evidence_download.html", shown, status=503)
    if file_digest(stored, "sha256").hexdigest() != version.sha256:
        stored.close()
        return page(request, "assurance/evidence_download.html", shown, status=503)
    stored.seek(0)
    version.evidence = row
    note_download(version, by=request.user, at=at)
    answer = FileResponse(
        stored,
        as_attachment=True,
        filename=version.file_name,
        content_type="application/octet-stream",
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
