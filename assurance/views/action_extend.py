"""Give an action of the response a due date, the first one or a later one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.recommendations import REPORTS, extend_action
from assurance.forms.recommendations import ExtensionForm
from assurance.views.recommendations_asking import action_of
from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(ExtensionForm)
def action_extend(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Take the date with its reason; every date before it stays (Rule 9)."""
    at = timezone.now()
    action = action_of(ref, number)
    require(request.user, REPORTS, action, at=at)
    last = action.extensions.last()
    attempt = Attempt(
        request,
        ExtensionForm,
        initial={"version": last.number if last else 0},
        quarters=settings_of(request).irp_quarters,
    )
    made = attempt.take(lambda entered: extend_action(action, by=request.user, at=at, **entered))
    if made:
        messages.success(request, f"Action {action.number} is due {made.due.raw}.")
        return redirect("assurance:recommendation", ref)
    standing = (last or action).due.raw
    return attempt.page(
        "assurance/recommendation_form.html",
        row=action.recommendation,
        action=action,
        last=last,
        last_words=f"Due {standing}" if standing else "No due date yet",
        words=f"{'Extend' if standing else 'Set'} the due date of action {action.number}",
    )
