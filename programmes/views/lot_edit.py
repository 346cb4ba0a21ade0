"""Change what an asset or lot says beside its sale (Rule 25)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.lots import change_lot
from programmes.forms.lots import LotForm
from programmes.readings.lot_rows import lots_with_posts


@takes(LotForm)
def lot_edit(request: SignedIn, ref: str) -> HttpResponse:
    """Take its name, its owner and what is said about it."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    row = get_object_or_404(lots_with_posts(), ref=ref)
    require(user, "programmes.keep_lot", row, at=at)
    attempt = Attempt(request, LotForm, initial=LotForm.initial_of(row))
    saved = attempt.take(
        lambda entered: change_lot(
            row, attempt.form.values(), version=entered["version"], by=user, at=at
        )
    )
    if saved:
        same = saved.version == row.version
        messages.success(request, "You made no changes." if same else f"{row.ref} saved.")
        return redirect("programmes:lot", row.ref)
    return attempt.page("programmes/lot_form.html", row=row)
