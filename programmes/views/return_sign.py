"""Sign a return: everything that will be signed, and the SAO's own rating."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.views.acting import Attempt
from programmes.actions import sign_return
from programmes.forms import SignForm
from programmes.presenters.returns import returns_to_show
from programmes.readings.signing import still_to_sign
from programmes.views.acting import as_read, not_open, return_of, signed_already, step_refused
from programmes.words import Step, Voice


@require_http_methods(["GET", "HEAD", "POST"])
def return_sign(request: SignedIn, ref: str, month: date) -> HttpResponse:
    """Take the rating and the signature of one of the person's posts (Rules 1, 5, 7, 15, 17)."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    ret = return_of(ref, month, returns_to_show())
    require(user, "programmes.sign_return", ret.programme, at=at)
    if not ret.period.is_open:
        return not_open(request, ret.period)
    if answer := step_refused(request, ret, Step.SIGN, at=at):
        return answer
    posts = [post for post in still_to_sign(ret, on=london_day(at)) if user.holds(post)]
    if not posts:
        return signed_already(request, ret, at=at)
    form = SignForm(
        request.POST if request.method == "POST" else None,
        initial={"version": ret.version},
        posts=posts,
        lead=ret.programme.sao,
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            signed = sign_return(ret, **form.entered(), by=user, at=at)
            waits = "" if signed.state == "signed" else " Other SAOs have still to sign."
            messages.success(request, f"You signed {ret}.{waits}")
            return redirect("programmes:return", ref, month)
    if attempt.clash:
        ret = return_of(ref, month, returns_to_show())
    context = {
        **as_read(request, ret, Voice.SAO, at=at),
        "form": form,
        "clash": attempt.clash,
        "failed": attempt.status != 200,
    }
    return page(request, "programmes/return_sign.html", context, status=attempt.status)
