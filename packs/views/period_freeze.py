"""Freeze a reporting period for ever, having read what is missing."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import Refused
from irp.models import ReportingPeriod
from irp.pages import SignedIn, page, refusal
from irp.permissions import require
from irp.rules.calendar import london_day
from packs.actions import freeze_period
from packs.forms import FreezeForm
from packs.presenters.freeze import freeze_sheet


@require_http_methods(["GET", "HEAD", "POST"])
def period_freeze(request: SignedIn, month: date) -> HttpResponse:
    """Show what a freeze will record, and freeze once it is confirmed (Rule 16)."""
    at = timezone.now()
    require(request.user, "irp.run_cycle", at=at)
    period = get_object_or_404(ReportingPeriod, month=month, opened_at__isnull=False)
    if period.is_frozen:
        status = 409 if request.method == "POST" else 200
        frozen = {"period": period, "frozen_by": period.frozen_by}
        return refusal(request, "frozen.html", frozen, status=status)
    sheet = freeze_sheet(period, on=london_day(at))
    shown = {"version": period.version, "seen": " ".join(sheet.refs)}
    form = FreezeForm(
        request.POST if request.method == "POST" else None,
        initial=shown,
        missing=len(sheet.missing),
    )
    context = {"form": form, "sheet": sheet}
    if request.method != "POST":
        return page(request, "packs/period_freeze.html", context)
    if not form.is_valid():
        return page(request, "packs/period_freeze.html", context, status=422)
    entered = {name: form.cleaned_data[name] for name in ("version", "seen", "reason")}
    try:
        freeze_period(period, by=request.user, at=at, **entered)
    except Refused as refused:
        form.add_error(None, refused.reasons)
        # The page now shows the newer list: it is that one which the next tick confirms.
        form.data = {**request.POST.dict(), **shown, "confirmed": ""}
        return page(request, "packs/period_freeze.html", context, status=422)
    messages.success(request, f"{period} is frozen. The draft packs are being drawn.")
    return redirect("packs:packs")
