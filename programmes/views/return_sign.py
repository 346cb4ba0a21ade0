"""Sign a return: everything that will be signed, and the SAO's own rating."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.pages import SignedIn
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions import sign_return
from programmes.attempts.returns import ReturnAttempt, as_read
from programmes.forms import SignForm
from programmes.models import Return
from programmes.presenters.next_acts import posts_to_sign, rating_post
from programmes.views.acting import on_return
from programmes.views.step_refused import signed_already
from programmes.words import Step, Voice


@takes(SignForm)
@on_return("programmes.sign_return", Step.SIGN)
def return_sign(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the rating and the signature of one of the person's posts (Rules 1, 5, 7, 15, 17)."""
    user = request.user
    posts, in_place = posts_to_sign(user, ret, on=london_day(at))
    if not posts:
        return signed_already(request, ret, at=at)
    shown = {"posts": posts, "lead": rating_post(ret, on=london_day(at)), "on": london_day(at)}
    shown["initial"] = {"version": ret.version}
    attempt = ReturnAttempt(request, SignForm, ret, **shown)
    signed = attempt.take(lambda _: sign_return(ret, **attempt.form.entered(), by=user, at=at))
    if signed:
        waits = "" if signed.state == "signed" else " Other SAOs still have to sign."
        messages.success(request, f"You signed {ret}.{waits}")
        return redirect("programmes:return", ret.programme.ref, ret.period.month)
    may = user.has_perm("programmes.send_back_return", ret.programme)
    read = as_read(request, attempt.ret, Voice.SAO, at=at)
    return attempt.page("programmes/return_sign.html", in_place=in_place, may_send_back=may, **read)
