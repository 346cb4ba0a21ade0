"""The CPMO's independent rating of a signed return, given without the SAO's in sight."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt
from programmes.actions import assure_return
from programmes.forms import RatingForm
from programmes.presenters.returns import returns_to_show
from programmes.views.acting import as_read, not_open, return_of, step_refused
from programmes.words import Rating, Step, Voice


@require_http_methods(["GET", "HEAD", "POST"])
def return_assure(request: SignedIn, ref: str, month: date) -> HttpResponse:
    """Take the CPMO's rating and close its challenge (Rules 2 and 15)."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    ret = return_of(ref, month, returns_to_show())
    require(user, "programmes.assure_return", ret.programme, at=at)
    if not ret.period.is_open:
        return not_open(request, ret.period)
    if answer := step_refused(request, ret, Step.ASSURE, at=at):
        return answer
    form = RatingForm(
        request.POST if request.method == "POST" else None, initial={"version": ret.version}
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            entered = form.cleaned_data | {"rating": Rating(form.cleaned_data["rating"])}
            assure_return(ret, **entered, by=user, at=at)
            messages.success(request, f"You rated and assured {ret}.")
            return redirect("programmes:return", ref, month)
    if attempt.clash:
        ret = return_of(ref, month, returns_to_show())
    context = {
        **as_read(request, ret, Voice.CPMO, at=at),
        "form": form,
        "clash": attempt.clash,
        "failed": attempt.status != 200,
    }
    return page(request, "programmes/return_assure.html", context, status=attempt.status)
