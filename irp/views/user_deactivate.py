"""Close an account, after a look at what that means."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import deactivate_user
from irp.attempts import Attempt
from irp.forms import ReasonForm
from irp.models import User
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes


@takes(ReasonForm)
def user_deactivate(request: SignedIn, key: int) -> HttpResponse:
    """Deactivate an account with a reason; nothing is deleted (Rule 31)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    attempt = Attempt(request, ReasonForm, initial={"version": person.version})
    if attempt.take(lambda entered: deactivate_user(person, **entered, by=request.user, at=at)):
        messages.success(request, f"{person}'s account has been deactivated.")
        return redirect("administration:user", person.pk)
    held = person.holdings.not_over(on=london_day(at)).select_related("post", "delegated_by")
    return attempt.page("irp/user_deactivate.html", person=person, held=held)
