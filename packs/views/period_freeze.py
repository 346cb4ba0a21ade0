"""Freeze a reporting period for ever, having read what is missing."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from packs.actions import freeze_period
from packs.forms import FreezeForm
from packs.presenters.freeze import freeze_sheet


@takes(FreezeForm)
def period_freeze(request: SignedIn, month: date) -> HttpResponse:
    """Show what a freeze will record, and freeze once it is confirmed (Rule 16)."""
    at, user = timezone.now(), request.user
    require(user, "irp.run_cycle", at=at)
    period = get_object_or_404(ReportingPeriod, month=month, opened_at__isnull=False)
    if period.is_frozen:
        return not_open(request, period)
    sheet = freeze_sheet(period, on=london_day(at))
    shown = {"version": period.version, "seen": " ".join(sheet.refs)}
    attempt = Attempt(request, FreezeForm, initial=shown, missing=len(sheet.missing))
    if attempt.take(
        lambda _: freeze_period(period, **attempt.form.entered(), by=user, at=at), again=True
    ):
        messages.success(request, f"{period} is frozen. The draft packs are queued.")
        return redirect("packs:packs")
    if attempt.form.non_field_errors():
        # The page now shows the newer list: it is that one which the next tick confirms.
        attempt.form.data = {**request.POST.dict(), **shown, "confirmed": ""}
    return attempt.page("packs/period_freeze.html", sheet=sheet)
