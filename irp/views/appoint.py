"""Let a person hold a post from a day on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import appoint as appoint_person
from irp.forms import AppointmentForm
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.views.acting import Attempt


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: SignedIn) -> HttpResponse:
    """Appoint, interim or delegated where it is so (Rule 17); `user` and `post` may be asked."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    asked = {name: request.GET[name] for name in ("user", "post") if name in request.GET}
    form = AppointmentForm(request.POST if request.method == "POST" else None, initial=asked)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            holding = appoint_person(**form.cleaned_data, by=request.user, at=at)
            since = printed_day(holding.starts_on)
            messages.success(request, f"{holding.user} holds {holding.post} from {since}.")
            return redirect("administration:user", holding.user_id)
    return page(request, "irp/appoint.html", {"form": form}, status=attempt.status)
