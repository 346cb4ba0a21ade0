"""End a link: what it names serves the requirement no more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.links import end_link
from assurance.forms.links import EndLinkForm
from assurance.permissions.links import Linking
from assurance.readings.links import link_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(EndLinkForm)
def link_end(request: SignedIn, number: int) -> HttpResponse:
    """Take the reason; the link is kept."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    row = link_of(number)
    if row is None:
        raise Http404
    require(request.user, "assurance.end_link", Linking(row), at=at)
    attempt = Attempt(request, EndLinkForm, initial={"version": row.version})
    done = attempt.take(
        lambda entered: end_link(
            row, reason=entered["reason"], version=entered["version"], by=request.user, at=at
        )
    )
    if done:
        messages.success(request, f"{done.ref} ended.")
        return redirect("assurance:requirement_links", row.requirement.ref)
    return attempt.page("assurance/link_end.html", row=row)
