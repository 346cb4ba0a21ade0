"""The words of a return, with last time's beside them."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.pages import page
from irp.permissions import require
from irp.views.acting import Attempt
from programmes.actions import save_return
from programmes.forms import ReturnTextForm
from programmes.presenters.next_acts import VOIDABLE
from programmes.presenters.returns import return_before
from programmes.views.acting import not_open, person, return_of


@require_http_methods(["GET", "HEAD", "POST"])
def return_edit(request: HttpRequest, ref: str, month: date) -> HttpResponse:
    """Take the return's words; saving after submission voids what was signed (Rule 15)."""
    at, user = timezone.now(), person(request)
    require(user, "irp.read_plan", at=at)
    ret = return_of(ref, month)
    require(user, "programmes.prepare_return", ret.programme, at=at)
    if not ret.period.is_open:
        return not_open(request, ret.period)
    form = ReturnTextForm(
        request.POST if request.method == "POST" else None, initial=ReturnTextForm.initial_of(ret)
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            version = form.cleaned_data["version"]
            save_return(ret, form.texts(), version=version, by=user, at=at)
            messages.success(request, f"The text of {ret} was saved.")
            return redirect("programmes:return", ref, month)
    context = {
        "form": form,
        "ret": ret,
        "programme": ret.programme,
        "last": return_before(ret),
        "voids": ret.state in VOIDABLE,
        "clash": attempt.clash,
        "failed": attempt.status != 200,
    }
    return page(request, "programmes/return_edit.html", context, status=attempt.status)
