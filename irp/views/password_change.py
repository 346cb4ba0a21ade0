"""One's own password: Django's form and check, our page and our pen."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from irp.actions import change_own_password
from irp.forms import OwnPasswordForm
from irp.pages import SignedIn, page
from irp.views.acting import Attempt


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: SignedIn) -> HttpResponse:
    """Change the signed-in person's own password; they stay signed in here, not elsewhere.

    A person who holds no post may do this too. Django's own view would save past the pen.
    """
    form = OwnPasswordForm(request.user, request.POST if request.method == "POST" else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            password = form.cleaned_data["new_password1"]
            person = change_own_password(request.user, password=password, at=timezone.now())
            update_session_auth_hash(request, person)
            messages.success(request, "Your password is changed.")
            return redirect("dashboards:home")
    return page(request, "irp/password_change.html", {"form": form}, status=attempt.status)
