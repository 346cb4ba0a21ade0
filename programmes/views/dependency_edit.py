"""Change the words and the days of a dependency; its ends stay as they are (Rule 28)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.dependencies import change_dependency
from programmes.forms.dependencies import DependencyForm
from programmes.models import Dependency
from programmes.rules.dependencies import change_refusals
from programmes.views.dependency_acting import on_dependency, refused_at_once
from programmes.words import DependencyState


@takes(DependencyForm)
@on_dependency("programmes.keep_dependency")
def dependency_edit(request: SignedIn, row: Dependency, at: datetime) -> HttpResponse:
    """Take what it says; a new day withdraws the other side's confirmation."""
    if refused := refused_at_once(request, row, change_refusals(DependencyState(row.state))):
        return refused
    attempt = Attempt(request, DependencyForm, initial=DependencyForm.initial_of(row))
    saved = attempt.take(
        lambda entered: change_dependency(
            row, attempt.form.values(), version=entered["version"], by=request.user, at=at
        )
    )
    if saved:
        moved = (saved.give_by, saved.need_by) != (row.give_by, row.need_by)
        told = f"{row.ref} saved.{' The other side has to confirm the new days.' if moved else ''}"
        same = saved.version == row.version
        messages.success(request, "You made no changes." if same else told)
        return redirect("programmes:dependency", row.ref)
    return attempt.page("programmes/dependency_form.html", row=row)
