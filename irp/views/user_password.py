"""A temporary password for a person who cannot sign in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from irp.actions import set_temporary_password
from irp.forms import TemporaryPasswordForm
from irp.models import User
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def user_password(request: SignedIn, key: int) -> HttpResponse:
    """Set a temporary password; the person's open sessions end."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    form = TemporaryPasswordForm(request.POST if request.method == "POST" else None, user=person)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            set_temporary_password(
                person, password=form.cleaned_data["password"], by=request.user, at=at
            )
            messages.success(request, f"{person} can sign in with the password you set.")
            return redirect("administration:user", person.pk)
    context = {"form": form, "person": person}
    return page(request, "irp/user_password.html", context, status=attempt.status)
