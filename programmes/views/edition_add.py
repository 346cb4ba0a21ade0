"""Renew the plan: read the file of an edition, preview it, put it into effect (Rule 18b)."""

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
from programmes.actions.editions import renew_plan
from programmes.forms.editions import EditionForm
from programmes.presenters.editions import preview
from programmes.readings.editions import before_edition
from programmes.readings.readers import reader_of
from programmes.words import Fate


@takes(EditionForm)
def edition_add(request: SignedIn) -> HttpResponse:
    """Take the file and the decision; nothing is written before the preview is confirmed."""
    at, user = timezone.now(), request.user
    require(user, "programmes.renew_plan", at=at)
    on, settings = london_day(at), settings_of(request)
    before = before_edition(settings, on=on)
    attempt = Attempt(request, EditionForm, before=before, files=request.FILES or None)
    form = attempt.form
    if request.POST.get("act") == "confirm":
        done = attempt.take(
            lambda entered: renew_plan(
                form.text.encode(), form.approval(), seen=entered["seen"], by=user, at=at
            )
        )
        if done:
            messages.success(request, f"{done} is in effect.")
            return redirect("programmes:edition", done.number)
    shown = None
    if form.is_bound and form.is_read and form.non_field_errors():
        form.before = before_edition(settings, on=on)  # it was refused: the plan has changed
        form.read_anew()
    if form.is_bound and form.is_read:
        name = form.cleaned_data.get("name") or form.NEXT
        shown = preview(form.planned, name=name, on=on, at=at, reader=reader_of(user))
    return attempt.page(
        "programmes/edition_add.html",
        preview=shown,
        fates=list(Fate),
        open=len(before.open_rows),
        quarters=settings.irp_quarters,
    )
