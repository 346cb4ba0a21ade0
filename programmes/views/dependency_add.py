"""Add what a giver hands to a taker (Rule 28)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.actions.dependencies import add_dependency
from programmes.forms.dependencies import NewDependencyForm
from programmes.rules.dependencies import given_late


@takes(NewDependencyForm)
def dependency_add(request: SignedIn) -> HttpResponse:
    """Take the two ends, the words and the days; whoever adds it confirms for their side."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, "programmes.add_dependency", at=at)
    first = {f"{side}_ref": request.GET.get(side, "") for side in ("giver", "taker")}
    attempt = Attempt(request, NewDependencyForm, initial={"version": 0, **first})
    form = attempt.form
    row = attempt.take(
        lambda _: add_dependency(
            form.ends["giver"], form.ends["taker"], form.values(), by=user, at=at
        )
    )
    if row:
        late = given_late(give_by=row.give_by, need_by=row.need_by)
        warned = f" It is to be given {counted(late, 'day')} after it is needed." if late else ""
        told = f"Dependency {row.ref} added. The other side has to confirm it.{warned}"
        messages.success(request, told)
        return redirect("programmes:dependency", row.ref)
    return attempt.page("programmes/dependency_form.html", row=None)
