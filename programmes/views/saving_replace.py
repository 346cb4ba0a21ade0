"""Say what makes good in a year what a saving does not yield (Rule 26)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from irp.rules.financial_years import financial_year
from irp.typed import takes
from programmes.actions.savings import replace_saving
from programmes.forms.savings import ReplacementForm
from programmes.models import Saving
from programmes.views.saving_acting import on_saving


@takes(ReplacementForm)
@on_saving("programmes.keep_saving")
def saving_replace(request: SignedIn, row: Saving, at: datetime) -> HttpResponse:
    """Take the saving that replaces it, for which year, how much of it, and why."""
    others = {other.ref: other for other in Saving.objects.exclude(pk=row.pk)}
    attempt = Attempt(
        request,
        ReplacementForm,
        others=list(others.values()),
        initial={"version": row.version, "year": financial_year(london_day(at))},
    )
    done = attempt.take(
        lambda entered: replace_saving(
            row,
            others[entered["by_ref"]],
            year=entered["year"],
            basis=entered["basis"],
            reason=entered["reason"],
            by=request.user,
            at=at,
        )
    )
    if done:
        messages.success(request, f"{done.by_saving.ref} replaces {row.ref}.")
        return redirect("programmes:saving", row.ref)
    return attempt.page("programmes/saving_replace.html", row=row)
