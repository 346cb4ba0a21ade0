"""CPMO sets whether a programme's completions are confirmed by a second person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.completions import set_confirmation
from programmes.forms.completions import NO, YES, ConfirmationForm
from programmes.models import Programme


@takes(ConfirmationForm)
def confirmation_set(request: SignedIn, ref: str) -> HttpResponse:
    """Take the setting; it holds for what is reported complete from then on."""
    at, user = timezone.now(), request.user
    require(user, "programmes.set_confirmation", at=at)
    programme = get_object_or_404(Programme, ref=ref)
    asked = YES if programme.confirms_completion else NO
    initial = {"version": programme.version, "confirms": asked}
    attempt = Attempt(request, ConfirmationForm, initial=initial)
    saved = attempt.take(lambda entered: set_confirmation(programme, **entered, by=user, at=at))
    if saved:
        need = "need" if saved.confirms_completion else "do not need"
        message = f"Completions of {saved} {need} a second person’s confirmation."
        messages.success(request, message)
        return redirect("programmes:people", ref)
    return attempt.page("programmes/confirmation_set.html", programme=programme)
