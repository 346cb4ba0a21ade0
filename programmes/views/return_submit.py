"""Submit a return to its SAO, having seen what it still lacks."""

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
from programmes.actions import submit_return
from programmes.forms import SubmitForm
from programmes.presenters.returns import return_page, returns_to_show
from programmes.readings.signing import holding_of
from programmes.views.acting import not_open, return_of, step_refused
from programmes.words import ReturnState, Step


@require_http_methods(["GET", "HEAD", "POST"])
def return_submit(request: SignedIn, ref: str, month: date) -> HttpResponse:
    """Ask once more, and submit; refused with every row that still needs something (Rule 9)."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    ret = return_of(ref, month, returns_to_show())
    require(user, "programmes.prepare_return", ret.programme, at=at)
    if not ret.period.is_open:
        return not_open(request, ret.period)
    if answer := step_refused(request, ret, Step.SUBMIT, at=at):
        return answer
    form = SubmitForm(request.POST if request.method == "POST" else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            submit_return(ret, by=user, at=at)
            messages.success(request, f"{ret} was submitted to its SAO.")
            return redirect("programmes:return", ref, month)
    context = {
        "form": form,
        "sheet": return_page(ret, at=at),
        "ret": ret,
        "programme": ret.programme,
        "goes_to": holding_of(ret, on=london_day(at), state=ReturnState.SUBMITTED).words,
    }
    return page(request, "programmes/return_submit.html", context, status=attempt.status)
