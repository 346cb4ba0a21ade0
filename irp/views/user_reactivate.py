"""Open a closed account again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import reactivate_user
from irp.attempts import Attempt
from irp.forms import Versioned
from irp.models import User
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(Versioned)
def user_reactivate(request: SignedIn, key: int) -> HttpResponse:
    """Reactivate an account, with the posts it still holds."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    attempt = Attempt(request, Versioned, initial={"version": person.version})
    if attempt.take(lambda entered: reactivate_user(person, **entered, by=request.user, at=at)):
        messages.success(request, f"{person}'s account is active again.")
        return redirect("administration:user", person.pk)
    return attempt.page("irp/user_reactivate.html", person=person)
