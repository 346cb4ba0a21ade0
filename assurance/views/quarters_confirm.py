"""Commissioners confirm the quarters of the Assurance Plan, once shown what moves (Rule 11)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.quarters_read import confirm_quarters
from assurance.forms.quarters_read import QuartersForm
from assurance.presenters.quarters_read import quarters_preview
from assurance.readings.quarters_read import gates_to_move
from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings_facts
from irp.rules.numbers import counted
from irp.typed import takes


@takes(QuartersForm)
def quarters_confirm(request: SignedIn) -> HttpResponse:
    """Show which dates a choice moves; it is saved once the person was shown as many."""
    at = timezone.now()
    require(request.user, "assurance.confirm_quarters", at=at)
    agreed = settings_of(request)
    attempt = Attempt(
        request, QuartersForm, initial={"version": agreed.version if agreed.pk else 0}
    )
    form, preview = attempt.form, None
    if not attempt.checks and form.is_valid():
        chosen = form.cleaned_data["quarters"]
        preview = quarters_preview(past_of(request, at=at), gates_to_move(chosen), chosen)
    if preview and request.POST.get("confirmed") == str(len(preview.moves)):
        done = attempt.take(lambda entered: confirm_quarters(**entered, by=request.user, at=at))
        if done:
            moved = counted(done.moved, "assurance date")
            told = f"{done.get_quarters_display()}: confirmed. {moved} moved."
            messages.success(request, told)
            return redirect("assurance:quarters")
        preview = None
    return attempt.page(
        "assurance/quarters_confirm.html",
        preview=preview,
        known=settings_facts(agreed),
    )
