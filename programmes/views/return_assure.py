"""The CPMO's independent rating of a signed return, given without the SAO's in sight."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions import assure_return
from programmes.forms import RatingForm
from programmes.models import Return
from programmes.views.acting import ReturnAttempt, as_read, on_return
from programmes.words import Step, Voice


@takes(RatingForm)
@on_return("programmes.assure_return", Step.ASSURE)
def return_assure(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the CPMO's rating and close its challenge (Rules 2 and 15)."""
    attempt = ReturnAttempt(request, RatingForm, ret, initial={"version": ret.version})
    if attempt.take(lambda entered: assure_return(ret, **entered, by=request.user, at=at)):
        messages.success(request, f"You rated and assured {ret}.")
        return redirect("programmes:return", ret.programme.ref, ret.period.month)
    read = as_read(request, attempt.ret, Voice.CPMO, at=at)
    return attempt.page("programmes/return_assure.html", **read)
