"""The next version of an indicator's target or benchmark."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.date_spans import printed_month
from irp.typed import takes
from kpis.actions import set_target
from kpis.forms import TargetForm
from kpis.models import Indicator
from kpis.presenters import target_versions
from kpis.readings import newest_target


@takes(TargetForm)
def target_add(request: SignedIn, ref: str) -> HttpResponse:
    """Set a target or benchmark from a month on; earlier versions are kept (Rule 25)."""
    at = timezone.now()
    require(request.user, "kpis.set_target", at=at)
    indicator = get_object_or_404(Indicator, ref=ref)
    newest = newest_target(indicator)
    shown = {"indicator": indicator, "initial": {"version": newest.pk if newest else 0}}
    attempt = Attempt(request, TargetForm, **shown)
    target = attempt.take(
        lambda cleaned: set_target(
            indicator, attempt.form.new(), by=request.user, at=at, seen=cleaned["version"]
        )
    )
    if target:
        kind = target.get_kind_display().lower()
        month = printed_month(target.from_month)
        messages.success(request, f"The {kind} from {month} has been set.")
        return redirect("kpis:indicator", indicator.ref)
    versions = target_versions(indicator, at=at)
    return attempt.page("kpis/target_add.html", indicator=indicator, versions=versions)
