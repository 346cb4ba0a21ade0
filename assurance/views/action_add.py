"""Add an action to the council's response to a recommendation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.recommendations import KEEPS, add_response
from assurance.forms.recommendations import NewResponseForm
from assurance.views.recommendations_asking import row_of
from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(NewResponseForm)
def action_add(request: SignedIn, ref: str) -> HttpResponse:
    """Take what the council does, who answers for it, by when, and what delivers it."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    row = row_of(ref)
    attempt = Attempt(request, NewResponseForm, quarters=settings_of(request).irp_quarters)

    made = attempt.take(
        lambda entered: add_response(
            row,
            milestones=attempt.form.milestones(),
            by=request.user,
            at=at,
            **{name: entered[name] for name in ("words", "owner", "due")},
        )
    )
    if made:
        messages.success(request, f"Action {made.number} added.")
        return redirect("assurance:recommendation", row.ref)
    return attempt.page("assurance/recommendation_form.html", row=row, words="Add an action")
