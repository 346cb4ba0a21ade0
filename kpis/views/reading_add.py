"""A new reading of an indicator."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_month
from irp.typed import takes
from kpis.actions import record_reading
from kpis.forms import ReadingForm
from kpis.models import Indicator


@takes(ReadingForm)
def reading_add(request: SignedIn, ref: str) -> HttpResponse:
    """Record a provisional or revised reading; an earlier one of its month is kept (Rule 27)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    indicator = get_object_or_404(Indicator.objects.select_related("owner"), ref=ref)
    require(request.user, "kpis.record_reading", indicator, at=at)
    newest = indicator.readings.aggregate(key=Max("pk"))["key"] or 0
    shown = {"indicator": indicator, "on": london_day(at), "initial": {"version": newest}}
    attempt = Attempt(request, ReadingForm, **shown)
    reading = attempt.take(
        lambda _: record_reading(indicator, **attempt.form.entered(), by=request.user, at=at)
    )
    if reading:
        messages.success(
            request, f"The reading of {printed_month(reading.month)} has been recorded."
        )
        return redirect("kpis:indicator", indicator.ref)
    return attempt.page("kpis/reading_add.html", indicator=indicator)
