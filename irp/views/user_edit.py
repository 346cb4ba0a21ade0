"""A person's name and e-mail address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import change_user
from irp.forms import UserForm
from irp.models import User
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt


@require_http_methods(["GET", "HEAD", "POST"])
def user_edit(request: SignedIn, key: int) -> HttpResponse:
    """Change name and address; what they did keeps the name they had then (Rule 31)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    now = {"name": person.name, "email": person.email, "version": person.version}
    form = UserForm(request.POST if request.method == "POST" else None, initial=now)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            person = change_user(person, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, f"{person}'s account was changed.")
            return redirect("administration:user", person.pk)
    context = {"form": form, "person": person, "clash": attempt.clash}
    return page(request, "irp/user_edit.html", context, status=attempt.status)
