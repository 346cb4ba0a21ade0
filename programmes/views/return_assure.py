"""The CPMO's independent rating of a signed return, and the end of its challenge."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions import assure_return, rate_return
from programmes.forms import AssureForm, RatingForm
from programmes.models import Return
from programmes.presenters.rating_round import next_to_assure, rating_round
from programmes.readings.signing import first_rating
from programmes.views.acting import on_return
from programmes.views.return_attempts import ReturnAttempt, as_read
from programmes.words import Rating, Step, Voice


@takes(RatingForm, AssureForm)
@on_return("programmes.assure_return", Step.ASSURE)
def return_assure(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the CPMO's first rating, then show the SAO's beside it and take the last word (2, 15).

    What was sent says which of the two it is: a first rating that a colleague saved meanwhile is
    told, and what was typed stays.
    """
    first = first_rating(ret)
    sends_first = request.method == "POST" and request.POST.get("act") != "assure"
    if first is None or sends_first:
        return _first(request, ret, at)
    shown = {"first": Rating(first.rating), "initial": {"version": ret.version}}
    attempt = ReturnAttempt(request, AssureForm, ret, **shown)
    entered = attempt.form.entered
    if attempt.take(lambda _: assure_return(ret, **entered(), by=request.user, at=at)):
        messages.success(request, f"You assured {ret}.")
        return _onward(request, ret)
    read = as_read(request, attempt.ret, Voice.CPMO, at=at)
    where = rating_round(attempt.ret)
    return attempt.page("programmes/return_assure.html", first=first, where=where, **read)


def _first(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the first rating, given without the SAO's in sight."""
    attempt = ReturnAttempt(request, RatingForm, ret, initial={"version": ret.version})
    if attempt.take(lambda entered: rate_return(ret, **entered, by=request.user, at=at)):
        if "next" in request.POST:
            messages.success(request, f"First rating saved for {ret}.")
            return _to_next_first(request, ret)
        messages.success(request, "First rating saved. You can now see the SAO’s rating.")
        return redirect("programmes:return_assure", ret.programme.ref, ret.period.month)
    read, where = as_read(request, attempt.ret, Voice.CPMO, at=at), rating_round(attempt.ret)
    return attempt.page("programmes/return_assure.html", first=None, where=where, **read)


def _to_next_first(request: SignedIn, ret: Return) -> HttpResponse:
    """Go to the next return that CPMO has not rated; after the last, to this one's SAO's rating."""
    following = next_to_assure(request.user, ret, unrated=True) or ret
    if following is ret:
        messages.info(request, "No other return is waiting for a first rating.")
    return redirect("programmes:return_assure", following.programme.ref, ret.period.month)


def _onward(request: SignedIn, ret: Return) -> HttpResponse:
    """Go to the next return that waits for this person, where it is asked for, or to this one."""
    following = next_to_assure(request.user, ret) if "next" in request.POST else None
    if following:
        return redirect("programmes:return_assure", following.programme.ref, ret.period.month)
    if "next" in request.POST:
        messages.info(request, "No other return is waiting for your rating.")
    return redirect("programmes:return", ret.programme.ref, ret.period.month)
