"""The words of a return, with last time's beside them."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions import save_return
from programmes.attempts.returns import ReturnAttempt
from programmes.forms import ReturnTextForm
from programmes.models import Return
from programmes.readings.whole_returns import return_before
from programmes.rules.returns import allows, went_back
from programmes.views.acting import on_return
from programmes.words import Step


@takes(ReturnTextForm)
@on_return("programmes.draft_return")
def return_edit(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the return's words; saving after submission voids what was signed (Rule 15)."""
    attempt = ReturnAttempt(request, ReturnTextForm, ret, initial=ReturnTextForm.initial_of(ret))
    saved = attempt.take(
        lambda entered: save_return(
            ret, attempt.form.texts(), version=entered["version"], by=request.user, at=at
        )
    )
    if saved:
        if saved.version == ret.version:
            messages.info(request, "You made no changes.")
        else:
            messages.success(request, f"Draft saved at {timezone.localtime(at):%H:%M}")
        return redirect("programmes:return", ret.programme.ref, ret.period.month)
    return attempt.page(
        "programmes/return_edit.html",
        last=return_before(ret),
        back=went_back(state=attempt.ret.state, steps=attempt.ret.steps.all()),
        voids=allows(Step.REOPEN, state=attempt.ret.state),
    )
