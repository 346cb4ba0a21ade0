"""Confirm what others proposed of a requirement, several links at once."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.links import confirm_links
from assurance.forms.links import ConfirmLinksForm, choices_of, requirement_named
from assurance.permissions.links import Linking
from assurance.presenters.links import may_confirm
from assurance.readings.links import links_with_rows
from assurance.readings.owners import owner_post
from irp.attempts import Attempt
from irp.models import Conflict
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.rules.numbers import counted
from irp.typed import takes


@takes(ConfirmLinksForm)
def links_confirm(request: SignedIn, ref: str) -> HttpResponse:
    """Take which of them serve it; nobody confirms what they proposed.

    A link that somebody confirmed or ended meanwhile is offered no more: who chose it as it was is
    shown what became of it.
    """
    at, user = timezone.now(), request.user
    require(user, "assurance.read_outcomes", at=at)
    row = requirement_named(ref)
    owner = owner_post(ref, source=Now(at))
    require(user, "assurance.confirm_link", Linking(owner=owner), at=at)
    if row is None:
        raise Http404
    links = links_with_rows(requirement=row)
    mine = [link for link in links if may_confirm(user, Linking(link, owner))]
    attempt = Attempt(request, partial(ConfirmLinksForm, choices=choices_of(mine)))
    made = attempt.take(lambda entered: confirm_links(entered["links"], by=user, at=at))
    if made:
        messages.success(request, f"You confirmed {counted(len(made), 'link')}.")
        return redirect("assurance:requirement_links", ref)
    if attempt.failed and not attempt.clash and (changed := attempt.form.changed_among(links)):
        attempt.meet(Conflict(changed))
    return attempt.page("assurance/links_confirm.html", row=row, offered=mine)
