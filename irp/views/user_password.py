"""A temporary password for a person who cannot sign in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from irp.actions import set_temporary_password
from irp.attempts import Attempt
from irp.forms import TemporaryPasswordForm
from irp.models import User
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@sensitive_post_parameters()
@takes(TemporaryPasswordForm)
def user_password(request: SignedIn, key: int) -> HttpResponse:
    """Set a temporary password; the person's open sessions end."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    shown = {"user": person, "initial": {"version": person.version}}
    attempt = Attempt(request, TemporaryPasswordForm, **shown)
    if attempt.take(
        lambda entered: set_temporary_password(person, **entered, by=request.user, at=at)
    ):
        messages.success(request, f"{person} can now sign in with the password you set.")
        return redirect("administration:user", person.pk)
    return attempt.page("irp/user_password.html", person=person)
