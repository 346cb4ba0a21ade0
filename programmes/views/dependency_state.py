"""Say that a dependency was given or is no longer needed, or open it again (Rule 28)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.dependencies import end_dependency
from programmes.forms.dependencies import DependencyStateForm
from programmes.models import Dependency
from programmes.rules.dependencies import dependency_states_from
from programmes.views.dependency_acting import on_dependency
from programmes.words import DependencyState


@takes(DependencyStateForm)
@on_dependency("programmes.keep_dependency")
def dependency_state(request: SignedIn, row: Dependency, at: datetime) -> HttpResponse:
    """Take what became of it with its reason or evidence."""
    now = DependencyState(row.state)
    shown = {"states": dependency_states_from(now), "initial": {"version": row.version}}
    attempt = Attempt(request, DependencyStateForm, **shown)
    done = attempt.take(
        lambda entered: end_dependency(
            row,
            DependencyState(entered["state"]),
            reason=entered["reason"],
            version=entered["version"],
            by=request.user,
            at=at,
        ),
        row=row,
    )
    if done:
        messages.success(request, f"{row.ref} {DependencyState(done.state).predicate}.")
        return redirect("programmes:dependency", row.ref)
    return attempt.page("programmes/dependency_state.html", row=row, predicate=now.predicate)
