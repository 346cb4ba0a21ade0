"""Propose what serves a requirement: several programmes, milestones, KPIs, savings or risks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.links import Proposed, propose_links
from assurance.forms.links import ProposeLinksForm, requirement_named
from assurance.permissions.links import Linking
from assurance.readings.owners import owner_post
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.rules.numbers import counted
from irp.typed import takes


@takes(ProposeLinksForm)
def links_propose(request: SignedIn, ref: str) -> HttpResponse:
    """Take what serves it and how; another person confirms each."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    row = requirement_named(ref)
    owner = owner_post(ref, source=Now(at))
    require(request.user, "assurance.propose_link", Linking(owner=owner), at=at)
    if row is None:
        raise Http404
    attempt = Attempt(request, ProposeLinksForm)
    form = attempt.form
    made = attempt.take(
        lambda entered: propose_links(
            [
                Proposed(requirement=row, kind=kind, row=served, reason=entered["reason"])
                for kind, served in form.rows.values()
            ],
            by=request.user,
            at=at,
        )
    )
    if made:
        message = f"{counted(len(made), 'link')} proposed. Another person can now confirm"
        messages.success(request, f"{message} {'them' if made[1:] else 'it'}.")
        return redirect("assurance:requirement_links", ref)
    return attempt.page("assurance/links_propose.html", row=row)
