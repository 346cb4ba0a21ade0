"""Change what a saving says beside its amounts (Rule 26)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.savings import change_saving
from programmes.forms.savings import SavingForm
from programmes.models import Saving
from programmes.views.saving_acting import on_saving


@takes(SavingForm)
@on_saving("programmes.keep_saving")
def saving_edit(request: SignedIn, row: Saving, at: datetime) -> HttpResponse:
    """Take its words, owner, kind, equality assessment and unplanned consequences."""
    attempt = Attempt(request, SavingForm, initial=SavingForm.initial_of(row))
    saved = attempt.take(
        lambda entered: change_saving(
            row, attempt.form.values(), version=entered["version"], by=request.user, at=at
        )
    )
    if saved:
        same = saved.version == row.version
        messages.success(request, "You made no changes." if same else f"{row.ref} saved.")
        return redirect("programmes:saving", row.ref)
    return attempt.page("programmes/saving_form.html", row=row)
