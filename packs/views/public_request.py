"""Read what people wrote in an issued pack, then ask for its public edition (Rule 29)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import Refused
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.public import hold_issued, request_public
from packs.forms.public import PublicForm
from packs.models import Pack
from packs.presenters.classification import twice_lines
from packs.presenters.written import words_to_publish
from packs.snapshot.beside import words_mark
from packs.snapshot.pinning import beside_public


@takes(PublicForm)
def public_request(request: SignedIn, key: int) -> HttpResponse:
    """Show the words, and queue the edition once they were read; those that changed are shown anew.

    Of a version that no public edition is made from, say why.
    """
    at = timezone.now()
    require(request.user, "packs.request_pack", at=at)
    row = get_object_or_404(Pack.objects.with_period(), pk=key)
    attempt = Attempt(request, PublicForm)
    asked = attempt.take(
        lambda entered: request_public(row, seen=entered["seen"], by=request.user, at=at)
    )
    if asked:
        messages.success(request, f"{asked} is queued.")
        return redirect("packs:pack", key=asked.pk)
    try:
        hold_issued(row, at=at)
    except Refused as refused:
        shown: dict[str, Any] = {"pack": row, "refusals": refused.reasons}
        return attempt.page("packs/public_request.html", **shown)
    beside = beside_public(row)
    shown = {"pack": row, "refusals": (), "mark": words_mark(beside)}
    if attempt.form.is_bound and request.POST.get("seen") != shown["mark"]:
        attempt.form.data = {"read": ""}  # a tick was given to other words
    shown |= {"groups": words_to_publish(row, beside), "twice": twice_lines(row, beside)}
    return attempt.page("packs/public_request.html", **shown)
