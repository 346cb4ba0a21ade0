"""Ask a post of the council, as a commissioner."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.requests import ASKS, ask_council
from assurance.forms.requests import RequestForm
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(RequestForm)
def request_add(request: SignedIn) -> HttpResponse:
    """Take what is asked, of whom, for which requirements and by when."""
    at = timezone.now()
    require(request.user, ASKS, at=at)
    attempt = Attempt(request, RequestForm)
    made = attempt.take(
        lambda entered: ask_council(
            owner=entered["owner"],
            words=entered["words"],
            due_on=entered["due_on"],
            requirements=entered["requirement_refs"],
            by=request.user,
            at=at,
        )
    )
    if made:
        messages.success(request, f"{made} sent.")
        return redirect("assurance:council_request", str(made))
    return attempt.page("assurance/request_form.html", row=None, words="Ask the council")
