"""A new account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from irp.actions import create_user
from irp.forms import NewUserForm
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def user_add(request: SignedIn) -> HttpResponse:
    """Create an account with a temporary password, then show it."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    form = NewUserForm(request.POST if request.method == "POST" else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            person = create_user(**form.cleaned_data, by=request.user, at=at)
            messages.success(
                request, f"{person} has an account. Appoint them to a post: rights follow posts."
            )
            return redirect("administration:user", person.pk)
    return page(request, "irp/user_add.html", {"form": form}, status=attempt.status)
