"""A new account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from irp.actions import create_user
from irp.attempts import Attempt
from irp.forms import NewUserForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@sensitive_post_parameters("password")
@takes(NewUserForm)
def user_add(request: SignedIn) -> HttpResponse:
    """Create an account with a temporary password, then show it."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    attempt = Attempt(request, NewUserForm)
    person = attempt.take(lambda entered: create_user(**entered, by=request.user, at=at))
    if person:
        messages.success(request, f"{person} has an account. Now appoint them to a post.")
        return redirect("administration:user", person.pk)
    return attempt.page("irp/user_add.html")
