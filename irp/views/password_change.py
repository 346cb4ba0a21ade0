"""One's own password: Django's form and check, our page and our pen."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from irp.actions import change_own_password
from irp.attempts import Attempt
from irp.forms import OwnPasswordForm
from irp.pages import SignedIn
from irp.typed import takes


@sensitive_post_parameters()
@takes(OwnPasswordForm)
def password_change(request: SignedIn) -> HttpResponse:
    """Change the signed-in person's own password; they stay signed in here, not elsewhere.

    A person who holds no post may do this too. Django's own view would save past the pen.
    """
    attempt, user, at = (
        Attempt(request, OwnPasswordForm, user=request.user),
        request.user,
        timezone.now(),
    )
    person = attempt.take(
        lambda entered: change_own_password(user, password=entered["new_password1"], at=at)
    )
    if person:
        update_session_auth_hash(request, person)
        messages.success(request, "Your password has been changed.")
        return redirect("dashboards:home")
    return attempt.page("irp/password_change.html")
