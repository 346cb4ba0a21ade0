"""Confirm the days of a dependency for one's own side (Rule 28)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.dependencies import confirm_dependency
from programmes.forms.dependencies import DependencyConfirmForm
from programmes.models import Dependency
from programmes.permissions import sides_of
from programmes.readings.dependency_rows import confirmed_of
from programmes.rules.dependencies import confirm_refusals
from programmes.views.dependency_acting import on_dependency, refused_at_once
from programmes.words import DependencyState


@takes(DependencyConfirmForm)
@on_dependency("programmes.confirm_dependency")
def dependency_confirm(request: SignedIn, row: Dependency, at: datetime) -> HttpResponse:
    """Take the confirmation for each side that is the person's and has not confirmed."""
    confirmed = confirmed_of(row)
    own = sides_of(request.user, row)
    sides = [side for side in own if side not in confirmed] or list(own)
    state = DependencyState(row.state)
    reasons = confirm_refusals(state=state, side=sides[0], confirmed=confirmed)
    if refused := refused_at_once(request, row, reasons):
        return refused
    attempt = Attempt(request, DependencyConfirmForm, initial={"version": row.version})
    done = attempt.take(
        lambda entered: confirm_dependency(
            row, sides, version=entered["version"], by=request.user, at=at
        )
    )
    if done:
        messages.success(request, f"You confirmed {row.ref}.")
        return redirect("programmes:dependency", row.ref)
    return attempt.page(
        "programmes/dependency_confirm.html", row=row, sides=sides, confirmed=confirmed
    )
