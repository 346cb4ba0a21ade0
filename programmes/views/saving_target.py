"""Set the next version of a saving's target for a year (Rules 25 and 26)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.financial_years import year_words
from irp.typed import takes
from programmes.actions.saving_targets import NewTarget, set_saving_target
from programmes.forms.savings import SavingTargetForm
from programmes.models import Saving
from programmes.views.saving_acting import on_saving


@takes(SavingTargetForm)
@on_saving("programmes.set_saving_target")
def saving_target(request: SignedIn, row: Saving, at: datetime) -> HttpResponse:
    """Take a year, its amounts, who decided them and why; versions before it are kept."""
    versions = list(row.targets.order_by("year", "number"))
    newest = max((version.pk for version in versions), default=0)
    attempt = Attempt(request, SavingTargetForm, initial={"version": newest})
    done = attempt.take(
        lambda _: set_saving_target(
            row, NewTarget(**attempt.form.entered()), by=request.user, at=at
        )
    )
    if done:
        messages.success(request, f"Target of {row.ref} for {year_words(done.year)} saved.")
        return redirect("programmes:saving", row.ref)
    return attempt.page("programmes/saving_target.html", row=row, versions=versions)
