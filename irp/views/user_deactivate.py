"""Close an account, after a look at what that means."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import deactivate_user
from irp.forms import ReasonForm
from irp.models import User
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.views.acting import Attempt


@require_http_methods(["GET", "HEAD", "POST"])
def user_deactivate(request: SignedIn, key: int) -> HttpResponse:
    """Deactivate an account with a reason; nothing is deleted (Rule 31)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    person = get_object_or_404(User, pk=key)
    form = ReasonForm(
        request.POST if request.method == "POST" else None, initial={"version": person.version}
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            deactivate_user(person, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, f"{person}'s account is deactivated.")
            return redirect("administration:user", person.pk)
    held = person.holdings.not_over(on=london_day(at)).select_related("post", "delegated_by")
    context = {"form": form, "person": person, "held": held, "clash": attempt.clash}
    return page(request, "irp/user_deactivate.html", context, status=attempt.status)
