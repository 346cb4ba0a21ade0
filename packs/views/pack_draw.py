"""Ask for the first pack of a board from a frozen period that has none."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import User
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions import request_pack
from packs.forms import PackDrawForm
from packs.models import Pack
from packs.readings.undrawn import Undrawn, undrawn_packs
from packs.words import EditionStatus

WHY = "No pack was created at the freeze"


@takes(PackDrawForm)
def pack_draw(request: SignedIn) -> HttpResponse:
    """Queue a draft of the pack that was chosen, drawn from the period's frozen data."""
    at = timezone.now()
    require(request.user, "packs.request_pack", at=at)
    undrawn = {place.key: place for place in undrawn_packs()}
    attempt = Attempt(
        request,
        PackDrawForm,
        initial={"pack": request.GET.get("pack", "")},
        offered=[(key, str(place)) for key, place in undrawn.items()],
    )
    asked = attempt.take(lambda entered: _draft(undrawn[entered["pack"]], by=request.user, at=at))
    if asked:
        messages.success(request, f"{asked} is queued.")
        return redirect("packs:pack", key=asked.pk)
    return attempt.page("packs/pack_draw.html", undrawn=undrawn)


def _draft(place: Undrawn, *, by: User, at: datetime) -> Pack:
    period, forum = place.period, place.forum
    return request_pack(period, forum, EditionStatus.DRAFT, reason=WHY, by=by, at=at)
