"""Add an asset or lot to the programme that sells it (Rule 25)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.lots import add_lot
from programmes.forms.lots import NewLotForm


@takes(NewLotForm)
def lot_add(request: SignedIn) -> HttpResponse:
    """Take what is sold; it is given the next reference."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, "programmes.add_lot", at=at)
    attempt = Attempt(request, NewLotForm, initial={"version": 0})
    form = attempt.form
    row = attempt.take(lambda entered: add_lot(entered["programme"], form.values(), by=user, at=at))
    if row:
        messages.success(request, f"{row.ref} added.")
        return redirect("programmes:lot", row.ref)
    return attempt.page("programmes/lot_form.html", row=None)
