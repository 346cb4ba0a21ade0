"""Record what Council resolved to save in a year as a whole (Rules 25 and 26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.financial_years import year_words
from irp.typed import takes
from programmes.actions.saving_targets import set_year_target
from programmes.forms.savings import YearTargetForm
from programmes.models import YearTarget
from programmes.readings.saving_acts import resolved_version


@takes(YearTargetForm)
def year_target(request: SignedIn) -> HttpResponse:
    """Take a year, its amount, who resolved it and why; versions before it are kept."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, "programmes.set_saving_target", at=at)
    rows = list(YearTarget.objects.order_by("year", "number"))
    newest = max((row.pk for row in rows), default=0)
    attempt = Attempt(request, YearTargetForm, initial={"version": newest})
    done = attempt.take(lambda _: set_year_target(**attempt.form.entered(), by=user, at=at))
    if done:
        messages.success(request, f"Target of {year_words(done.year)} saved.")
        return redirect("programmes:savings")
    return attempt.page("programmes/year_target.html", versions=[*map(resolved_version, rows)])
