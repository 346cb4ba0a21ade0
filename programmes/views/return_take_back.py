"""Take a submitted return back to draft, as its preparer, saying why."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions import take_back_return
from programmes.attempts.returns import ReturnAttempt
from programmes.forms import TakeBackForm
from programmes.models import Return
from programmes.views.acting import on_return
from programmes.words import Step


@takes(TakeBackForm)
@on_return("programmes.prepare_return", Step.TAKE_BACK)
def return_take_back(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the reason, and make the return a draft again before it is signed (Rule 15)."""
    attempt = ReturnAttempt(request, TakeBackForm, ret, initial={"version": ret.version})
    if attempt.take(lambda entered: take_back_return(ret, **entered, by=request.user, at=at)):
        messages.success(request, f"{ret} is now a draft again.")
        return redirect("programmes:return", ret.programme.ref, ret.period.month)
    return attempt.page("programmes/return_take_back.html")
