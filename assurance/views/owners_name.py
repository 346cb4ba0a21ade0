"""The council names which post owns which requirements."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions import name_owners
from assurance.forms import OwnersForm
from assurance.presenters.owners import owners_sheet
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.numbers import counted
from irp.typed import takes


@takes(OwnersForm)
def owners_name(request: SignedIn) -> HttpResponse:
    """Show who owns each requirement today, and name one post for some of them (Rule 24a)."""
    at = timezone.now()
    require(request.user, "assurance.name_owners", at=at)
    attempt = Attempt(request, OwnersForm, initial={"starts_on": london_day(at)})
    named = attempt.take(lambda entered: name_owners(by=request.user, at=at, **entered))
    if named:
        what = counted(len(named), "requirement")
        messages.success(request, f"Owner of {what}: {named[0].post_title or 'nobody'}.")
        return redirect("assurance:owners_name")
    sheet = owners_sheet(Now(at), picked=request.POST.getlist("requirements"))
    return attempt.page("assurance/owners_name.html", sheet=sheet)
