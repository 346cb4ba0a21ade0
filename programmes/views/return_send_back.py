"""Send a return back to its preparer, saying what has to change."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt
from programmes.actions import send_back_return
from programmes.forms import SendBackForm
from programmes.views.acting import not_open, return_of, step_refused
from programmes.words import Step


@require_http_methods(["GET", "HEAD", "POST"])
def return_send_back(request: SignedIn, ref: str, month: date) -> HttpResponse:
    """Take the reason, and make the return a draft again; signatures no longer stand (Rule 15)."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    ret = return_of(ref, month)
    require(user, "programmes.send_back_return", ret.programme, at=at)
    if not ret.period.is_open:
        return not_open(request, ret.period)
    if answer := step_refused(request, ret, Step.SEND_BACK, at=at):
        return answer
    form = SendBackForm(
        request.POST if request.method == "POST" else None, initial={"version": ret.version}
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            send_back_return(ret, **form.cleaned_data, by=user, at=at)
            messages.success(request, f"{ret} was sent back to its preparer.")
            return redirect("programmes:return", ref, month)
    context = {"form": form, "ret": ret, "programme": ret.programme, "clash": attempt.clash}
    return page(request, "programmes/return_send_back.html", context, status=attempt.status)
