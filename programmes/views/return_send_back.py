"""Send a return back to its preparer, saying what has to change."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions import send_back_return
from programmes.attempts.returns import ReturnAttempt
from programmes.forms import SendBackForm
from programmes.models import Return
from programmes.views.acting import on_return
from programmes.words import Step


@takes(SendBackForm)
@on_return("programmes.send_back_return", Step.SEND_BACK)
def return_send_back(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the reason, and make the return a draft again; signatures no longer stand (Rule 15)."""
    attempt = ReturnAttempt(request, SendBackForm, ret, initial={"version": ret.version})
    if attempt.take(lambda entered: send_back_return(ret, **entered, by=request.user, at=at)):
        messages.success(request, f"{ret} has been sent back to its preparer.")
        return redirect("programmes:return", ret.programme.ref, ret.period.month)
    return attempt.page("programmes/return_send_back.html")
