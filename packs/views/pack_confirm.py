"""A commissioner confirms the pages of judgements in a draft before it is issued."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions import confirm_pack
from packs.contents import HEAT_MAP, OUTCOMES, STEP_DOWN
from packs.forms import ConfirmForm
from packs.models import Pack

JUDGED = (STEP_DOWN, HEAT_MAP, OUTCOMES)  # the sections that say what commissioners judged


@takes(ConfirmForm)
def pack_confirm(request: SignedIn, key: int) -> HttpResponse:
    """Take their word; without it the IRB pack is not issued (Rule 24e)."""
    at = timezone.now()
    require(request.user, "packs.see_packs", at=at)
    row = get_object_or_404(Pack.objects.with_period().with_proof(), pk=key)
    require(request.user, "packs.confirm_pack", row, at=at)
    confirmations = list(row.confirmations.order_by("number"))
    attempt = Attempt(request, ConfirmForm, initial={"version": len(confirmations)})
    if attempt.take(lambda entered: confirm_pack(row, **entered, by=request.user, at=at)):
        messages.success(request, f"Your answer on the pages of judgements in the {row} was saved.")
        return redirect("packs:pack", key=row.pk)
    return attempt.page(
        "packs/pack_confirm.html", pack=row, confirmations=confirmations, judged=JUDGED
    )
