"""Let a person hold a post from a day on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.actions import appoint as appoint_person
from irp.attempts import Attempt
from irp.forms import AppointmentForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.typed import takes


@takes(AppointmentForm)
def appoint(request: SignedIn) -> HttpResponse:
    """Appoint, interim or delegated where it is so (Rule 17); `user` and `post` may be asked."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    asked = {name: request.GET[name] for name in ("user", "post") if name in request.GET}
    attempt = Attempt(request, AppointmentForm, initial=asked)
    holding = attempt.take(lambda entered: appoint_person(**entered, by=request.user, at=at))
    if holding:
        since = printed_day(holding.starts_on)
        message = f"{holding.user} holds {holding.post} from {since}."
        if holding.awaits:
            message = f"{message} It takes effect once a serving commissioner has confirmed it."
        messages.success(request, message)
        return redirect("administration:user", holding.user_id)
    return attempt.page("irp/appoint.html")
