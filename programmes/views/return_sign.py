"""Sign a return: everything that will be signed, and the SAO's own rating."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.context import settings_of
from irp.pages import page
from irp.permissions import require
from irp.views.acting import Attempt
from programmes.actions import sign_return
from programmes.forms import SignForm
from programmes.presenters.returns import return_page, returns_to_show
from programmes.rules import Voice
from programmes.signing import last_said
from programmes.views.acting import not_open, person, return_of
from programmes.watch import signals_of


@require_http_methods(["GET", "HEAD", "POST"])
def return_sign(request: HttpRequest, ref: str, month: date) -> HttpResponse:
    """Take the rating and the signature of one of the person's posts (Rules 1, 5, 7, 15, 17)."""
    at, user = timezone.now(), person(request)
    require(user, "irp.read_plan", at=at)
    ret = return_of(ref, month, returns_to_show())
    require(user, "programmes.sign_return", ret.programme, at=at)
    if not ret.period.is_open:
        return not_open(request, ret.period)
    form = SignForm(
        request.POST if request.method == "POST" else None,
        initial={"version": ret.version},
        posts=[post for post in ret.programme.signing_posts() if user.holds(post)],
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
    settings = settings_of(request)
    context = {
        "form": form,
        "sheet": return_page(ret, at=at),
        "ret": ret,
        "programme": ret.programme,
        "last": last_said(ret, Voice.SAO),
        "signals": signals_of(ret, rating=None, settings=settings, at=at),
        "clash": attempt.clash,
        "failed": attempt.status != 200,
        "quarters": settings.irp_quarters,
    }
    return page(request, "programmes/return_sign.html", context, status=attempt.status)
