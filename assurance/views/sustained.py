"""Commissioners set how long a requirement is to be shown to work (Rule 22)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions.sustained import set_sustained
from assurance.forms.sustained import SustainedForm
from assurance.models import Requirement
from assurance.readings.sustained import newest_setting
from assurance.words.evidence import Cadence
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes

CARRIED = ("periods", "cadence", "directorates")


@takes(SustainedForm)
def sustained(request: SignedIn, ref: str) -> HttpResponse:
    """Take number, cadence and directorates; what another commissioner set stands beside it."""
    at = timezone.now()
    require(request.user, "assurance.set_sustained", at=at)
    row = get_object_or_404(Requirement, ref=ref)
    newest = newest_setting(row, until=at)
    initial = {name: getattr(newest, name) for name in CARRIED} if newest else {}
    initial |= {"version": newest.pk if newest else 0}
    attempt = Attempt(request, SustainedForm, initial=initial)
    made = attempt.take(
        lambda entered: (
            set_sustained(
                row, **entered | {"cadence": Cadence(entered["cadence"])}, by=request.user, at=at
            ),
        )
    )
    if made:
        message = f"Sustained evidence of {row.ref} set."
        messages.success(request, message if made[0] else "You made no changes.")
        return redirect("assurance:requirement", row.ref)
    return attempt.page("assurance/sustained.html", requirement=row, newest=newest)
