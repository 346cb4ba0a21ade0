"""Open a closed account again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import reactivate_user
from irp.forms import Versioned
from irp.models import User
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt


@require_http_methods(["GET", "HEAD", "POST"])
def user_reactivate(request: SignedIn, key: int) -> HttpResponse:
    """Reactivate an account, with the posts it still holds."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    form = Versioned(
        request.POST if request.method == "POST" else None, initial={"version": person.version}
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            reactivate_user(person, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, f"{person}'s account is active again.")
            return redirect("administration:user", person.pk)
    context = {"form": form, "person": person, "clash": attempt.clash}
    return page(request, "irp/user_reactivate.html", context, status=attempt.status)
