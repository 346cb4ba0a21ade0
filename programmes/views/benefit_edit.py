"""Change what a benefit says (Rule 26)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.benefits import change_benefit
from programmes.forms.benefits import BenefitForm
from programmes.models import Benefit
from programmes.views.benefit_asking import on_benefit


@takes(BenefitForm)
@on_benefit("programmes.keep_benefit")
def benefit_edit(request: SignedIn, row: Benefit, at: datetime) -> HttpResponse:
    """Take its words, measure, target and owner."""
    attempt = Attempt(request, BenefitForm, initial=BenefitForm.initial_of(row))
    saved = attempt.take(
        lambda entered: change_benefit(
            row, attempt.form.values(), version=entered["version"], by=request.user, at=at
        )
    )
    if saved:
        same = saved.version == row.version
        messages.success(request, "You made no changes." if same else f"{row.ref} saved.")
        return redirect("programmes:benefit", row.ref)
    return attempt.page("programmes/benefit_form.html", row=row)
