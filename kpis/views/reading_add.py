"""A new reading of an indicator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from kpis.actions import Faulty, record_reading
from kpis.forms import ReadingForm
from kpis.models import Indicator, Reading


@require_http_methods(["GET", "HEAD", "POST"])
def reading_add(request: SignedIn, ref: str) -> HttpResponse:
    """Record a provisional or revised reading; an earlier one of its month is kept (Rule 27)."""
    at = timezone.now()
    require(request.user, "kpis.record_reading", at=at)
    indicator = get_object_or_404(Indicator, ref=ref)
    form = ReadingForm(
        request.POST if request.method == "POST" else None,
        indicator=indicator,
        on=london_day(at),
    )
    if form.is_valid():
        entered = form.cleaned_data | {"standing": Reading.Standing(form.cleaned_data["standing"])}
        try:
            reading = record_reading(indicator, **entered, by=request.user, at=at)
        except Faulty as faulty:
            for name, fault in faulty.faults.items():
                form.add_error(name, fault)
        else:
            messages.success(request, f"The reading of {reading.month:%B %Y} was recorded.")
            return redirect("kpis:indicator", indicator.ref)
    status = 422 if form.is_bound else 200
    context = {"form": form, "indicator": indicator}
    return page(request, "kpis/reading_add.html", context, status=status)
