"""The words of a return, with last time's beside them."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt
from programmes.actions import save_return
from programmes.forms import ReturnTextForm
from programmes.presenters.next_acts import VOIDABLE
from programmes.presenters.returns import return_before, went_back
from programmes.views.acting import not_open, return_of


@require_http_methods(["GET", "HEAD", "POST"])
def return_edit(request: SignedIn, ref: str, month: date) -> HttpResponse:
    """Take the return's words; saving after submission voids what was signed (Rule 15)."""
    at, user = timezone.now(), request.user
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
            kept = save_return(ret, form.texts(), version=version, by=user, at=at)
            if kept.version == version:
                messages.info(request, f"Nothing was changed in the text of {ret}.")
            else:
                messages.success(request, f"The text of {ret} was saved.")
            return redirect("programmes:return", ref, month)
    context = {
        "form": form,
        "ret": ret,
        "programme": ret.programme,
        "last": return_before(ret),
        "back": went_back(ret),
        "voids": ret.state in VOIDABLE,
        "clash": attempt.clash,
        "failed": attempt.status != 200,
    }
    return page(request, "programmes/return_edit.html", context, status=attempt.status)
