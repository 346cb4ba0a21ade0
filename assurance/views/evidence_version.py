"""Give a piece of evidence a new version; the one before is kept (Rule 22)."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.evidence import add_version
from assurance.forms.evidence import VERSIONS, FileVersionForm, LinkVersionForm, RecordVersionForm
from assurance.models import Evidence
from assurance.views.evidence_asking import on_evidence
from assurance.words.evidence import EvidenceKind
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from irp.typed import takes


@takes(FileVersionForm, LinkVersionForm, RecordVersionForm)
@on_evidence("assurance.keep_evidence")
def evidence_version(request: SignedIn, row: Evidence, at: datetime) -> HttpResponse:
    """Take its days, its preparer and what it holds."""
    newest = row.versions.order_by("-number")[0]
    carried = ("address", "record_kind", "record_ref")
    initial = {name: getattr(newest, name) for name in carried}
    initial |= {"version": newest.number, "prepared_by": request.user.pk}
    attempt = Attempt(
        request,
        VERSIONS[EvidenceKind(row.kind)],
        files=request.FILES or None,
        initial=initial,
        on=london_day(at),
    )
    form = attempt.form
    made = attempt.take(
        lambda entered: add_version(
            row, form.held(), content=form.content(at=at), newest=entered["version"],
            by=request.user, at=at,
        )
    )  # fmt: skip
    if made:
        messages.success(request, f"Version {made.number} of {row.ref} added.")
        return redirect("assurance:evidence_piece", row.ref)
    most = settings.LARGEST_UPLOAD >> 20
    return attempt.page("assurance/evidence_version.html", row=row, newest=newest, most=most)
