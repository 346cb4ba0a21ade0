"""The next step of a request: answer, accept, send back, extend, withdraw."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.requests import move_request
from assurance.forms.requests import FORMS
from assurance.permissions import right_to_move_request
from assurance.views.requests_asking import request_row
from assurance.words.requests import RequestAct
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes

BY_ADDRESS = {what.slug: what for what in RequestAct}


@takes(*(form for form, _ in FORMS.values()))
def request_step(request: SignedIn, ref: str, what: str) -> HttpResponse:
    """Take the step, and go back to the page of the request."""
    at, act = timezone.now(), BY_ADDRESS.get(what)
    if act is None:
        raise Http404(what)
    row = request_row(ref)
    require(request.user, right_to_move_request(act), row, at=at)
    form, words = FORMS[act]
    attempt = Attempt(request, form, initial={"version": row.steps.count()})
    if attempt.take(lambda _: move_request(row, attempt.form.move(), by=request.user, at=at)):
        messages.success(request, f"{row}: {act.label.lower()}.")
        return redirect("assurance:council_request", str(row))
    return attempt.page("assurance/request_form.html", row=row, words=words)
