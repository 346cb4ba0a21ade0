"""Change what an entry of the register says."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.raid import change_entry
from programmes.forms.raid import FORMS
from programmes.readings.raid import kind_of
from programmes.views.raid_acting import on_entry


@takes(*FORMS.values())
@on_entry("programmes.keep_raid")
def raid_edit(request: SignedIn, row: Any, at: datetime) -> HttpResponse:
    """Take the words, days and links; scores, state and forum have pages of their own."""
    kind = kind_of(row)
    form = FORMS[kind]
    attempt = Attempt(request, form, initial=form.initial_of(row))
    saved = attempt.take(
        lambda entered: change_entry(
            row,
            attempt.form.values(),
            milestones=attempt.form.milestones(),
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if saved:
        same = saved.version == row.version
        messages.success(request, "You made no changes." if same else f"{row.ref} saved.")
        return redirect("programmes:raid_entry", row.ref)
    return attempt.page("programmes/raid_form.html", kind=kind, programme=row.programme, row=row)
