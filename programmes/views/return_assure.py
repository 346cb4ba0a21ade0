"""The CPMO's independent rating of a signed return, and the end of its challenge.

It is longer than a view: one page takes both, the first rating and the last word.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions import assure_return, rate_return
from programmes.attempts.returns import ReturnAttempt, as_read
from programmes.forms import AssureForm, RatingForm
from programmes.models import Return
from programmes.presenters.rating_round import next_to_assure, rating_round
from programmes.readings.signing import first_rating
from programmes.views.acting import on_return
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
    return attempt.page(
        "programmes/return_assure.html",
        first=first,
        where=rating_round(attempt.ret),
        following=next_to_assure(request.user, ret),
        **read,
    )


def _first(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the first rating, given without the SAO's in sight."""
    attempt = ReturnAttempt(request, RatingForm, ret, initial={"version": ret.version})
    if attempt.take(lambda entered: rate_return(ret, **entered, by=request.user, at=at)):
        saved, seen = "First rating saved", ". You can now see the SAO’s rating."
        messages.success(request, saved + (f" for {ret}." if "next" in request.POST else seen))
        return _onward(request, ret, is_first=True)
    read = as_read(request, attempt.ret, Voice.CPMO, at=at)
    return attempt.page(
        "programmes/return_assure.html",
        first=None,
        where=rating_round(attempt.ret),
        following=next_to_assure(request.user, ret, unrated=True),
        **read,
    )


def _onward(request: SignedIn, ret: Return, *, is_first: bool = False) -> HttpResponse:
    """Go to the next return that waits for this person, where it is asked for, or to this one.

    After a first rating to the next that CPMO has not rated, after the last to the SAO's rating.
    """
    following = None
    if "next" in request.POST:
        following = next_to_assure(request.user, ret, unrated=is_first)
        if following is None:
            rating = "a first rating" if is_first else "your rating"
            messages.info(request, f"No other return is waiting for {rating}.")
    place = "programmes:return_assure" if following or is_first else "programmes:return"
    return redirect(place, (following or ret).programme.ref, ret.period.month)
