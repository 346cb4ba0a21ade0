"""Ask for a committee's extract of an issued pack of the IRB."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions import request_extract
from packs.forms.extracts import ExtractForm
from packs.models import Pack


@takes(ExtractForm)
def extract_request(request: SignedIn, key: int) -> HttpResponse:
    """Queue it and show its progress, or say why it cannot be asked for."""
    at = timezone.now()
    require(request.user, "packs.request_pack", at=at)
    row = get_object_or_404(Pack.objects.with_period(), pk=key)
    attempt = Attempt(request, ExtractForm)
    asked = attempt.take(lambda entered: request_extract(row, **entered, by=request.user, at=at))
    if asked:
        messages.success(request, f"The extract for {asked.committee} is queued.")
        return redirect("packs:pack", key=asked.pk)
    return attempt.page("packs/extract_request.html", pack=row)
