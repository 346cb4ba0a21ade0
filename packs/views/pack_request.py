"""Ask for a pack again, as final, or corrected."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import User
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions import ask_again, correct_pack, issue_pack, renew_pack
from packs.forms import PackRequestForm
from packs.models import Pack
from packs.presenters.packs import Offer, pack_sheet


@takes(PackRequestForm)
def pack_request(request: SignedIn, key: int) -> HttpResponse:
    """Queue the next version and show its progress, or say why it cannot be asked for.

    Whoever opens the address, as after signing in again, is led to the pack, where the form is.
    """
    at = timezone.now()
    require(request.user, "packs.request_pack", at=at)
    row = get_object_or_404(Pack.objects.with_period(), pk=key)
    if request.method != "POST":
        return redirect("packs:pack", key=row.pk)
    attempt = Attempt(request, PackRequestForm)
    asked = attempt.take(lambda entered: _ask(row, entered, by=request.user, at=at))
    if asked:
        messages.success(request, f"{asked} is queued.")
        return redirect("packs:pack", key=asked.pk)
    return attempt.page("packs/pack.html", sheet=pack_sheet(row, user=request.user, at=at))


def _ask(row: Pack, entered: dict[str, Any], *, by: User, at: datetime) -> Pack:
    if entered["offer"] == Offer.AGAIN:
        return ask_again(row, by=by, at=at)
    if entered["offer"] == Offer.RENEW:
        return renew_pack(row, by=by, at=at)
    if entered["offer"] == Offer.CORRECT:
        return correct_pack(row, reason=entered["reason"], by=by, at=at)
    return issue_pack(row, by=by, at=at)
