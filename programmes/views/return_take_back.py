"""Take a submitted return back to draft, as its preparer, saying why."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt
from programmes.actions import take_back_return
from programmes.forms import TakeBackForm
from programmes.views.acting import not_open, return_of, step_refused
from programmes.words import Step


@require_http_methods(["GET", "HEAD", "POST"])
def return_take_back(request: SignedIn, ref: str, month: date) -> HttpResponse:
    """Take the reason, and make the return a draft again before it is signed (Rule 15)."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    ret = return_of(ref, month)
    require(user, "programmes.prepare_return", ret.programme, at=at)
    if not ret.period.is_open:
        return not_open(request, ret.period)
    if answer := step_refused(request, ret, Step.TAKE_BACK, at=at):
        return answer
    form = TakeBackForm(
        request.POST if request.method == "POST" else None, initial={"version": ret.version}
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            take_back_return(ret, **form.cleaned_data, by=user, at=at)
            messages.success(request, f"{ret} is a draft again.")
            return redirect("programmes:return", ref, month)
    context = {"form": form, "ret": ret, "programme": ret.programme, "clash": attempt.clash}
    return page(request, "programmes/return_take_back.html", context, status=attempt.status)
