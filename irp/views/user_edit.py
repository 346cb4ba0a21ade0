"""A person's name and e-mail address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import change_user
from irp.attempts import Attempt
from irp.forms import UserForm
from irp.models import User
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(UserForm)
def user_edit(request: SignedIn, key: int) -> HttpResponse:
    """Change name and address; what they did keeps the name they had then (Rule 31)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    now = {"name": person.name, "email": person.email, "version": person.version}
    attempt = Attempt(request, UserForm, initial=now)
    changed = attempt.take(lambda entered: change_user(person, **entered, by=request.user, at=at))
    if changed:
        messages.success(request, f"{changed}'s account has been changed.")
        return redirect("administration:user", changed.pk)
    return attempt.page("irp/user_edit.html", person=person)
