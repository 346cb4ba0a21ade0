"""Add a benefit or a disbenefit to a programme (Rule 26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.benefits import add_benefit
from programmes.forms.benefits import NewBenefitForm


@takes(NewBenefitForm)
def benefit_add(request: SignedIn) -> HttpResponse:
    """Take what the benefit says; it is given the next reference of its programme."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, "programmes.add_benefit", at=at)
    attempt = Attempt(request, NewBenefitForm, initial={"version": 0})
    form = attempt.form
    row = attempt.take(
        lambda entered: add_benefit(entered["programme"], form.values(), by=user, at=at)
    )
    if row:
        messages.success(request, f"{row.ref} added.")
        return redirect("programmes:benefit", row.ref)
    return attempt.page("programmes/benefit_form.html", row=None)
