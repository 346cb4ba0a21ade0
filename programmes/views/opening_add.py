"""Take over an earlier tracker's position: read its file, preview it, confirm (Rule 18c)."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.takeover import take_over
from programmes.forms.takeover import TakeOverForm
from programmes.presenters.openings import opening_preview
from programmes.readings.openings import ground_of
from programmes.rules.takeover_plan import Ground
from programmes.words import Delivery


@takes(TakeOverForm)
def opening_add(request: SignedIn) -> HttpResponse:
    """Take the file, its tracker and its day; nothing is written before it is confirmed."""
    at, user = timezone.now(), request.user
    require(user, "programmes.take_over", at=at)
    on, settings = london_day(at), settings_of(request)

    def ground(position_on: date) -> Ground:
        return ground_of(settings, position_on=position_on, on=on)

    attempt = Attempt(request, TakeOverForm, ground=ground, on=on, files=request.FILES or None)
    form = attempt.form
    if request.POST.get("act") == "confirm":
        done = attempt.take(
            lambda entered: take_over(
                form.text.encode(), form.entered_tracker(), seen=entered["seen"], by=user, at=at
            )
        )
        if done:
            messages.success(request, f"{done} is taken over.")
            return redirect("programmes:opening", done.number)
    shown = None
    if form.is_bound and form.is_read and form.non_field_errors():
        form.read_anew()  # it was refused: the plan has changed
    if form.is_bound and form.is_read:
        shown = opening_preview(form.planned, ground(form.position_on_entered))
    return attempt.page(
        "programmes/opening_add.html",
        preview=shown,
        is_open=form.is_bound or bool(ground(on).rows),
        statuses=list(Delivery),
        quarters=settings.irp_quarters,
    )
