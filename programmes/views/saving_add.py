"""Add a saving to a programme (Rule 26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.savings import add_saving
from programmes.forms.savings import NewSavingForm


@takes(NewSavingForm)
def saving_add(request: SignedIn) -> HttpResponse:
    """Take what the saving says; it is given the next reference."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, "programmes.add_saving", at=at)
    attempt = Attempt(request, NewSavingForm, initial={"version": 0})
    form = attempt.form
    row = attempt.take(
        lambda entered: add_saving(entered["programme"], form.values(), by=user, at=at)
    )
    if row:
        messages.success(request, f"Saving {row.ref} added.")
        return redirect("programmes:saving", row.ref)
    return attempt.page("programmes/saving_form.html", row=None)
