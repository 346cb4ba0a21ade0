"""A month's readings of every indicator that a person answers for, as one table."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.asked import group_asked
from irp.pages import SignedIn, refusal
from irp.permissions import require
from irp.rules.calendar import london_day, month_start
from irp.rules.numbers import counted
from irp.typed import takes
from kpis.attempts import EntryAttempt
from kpis.forms.entry import EntryRowForm
from kpis.rules import later

OFFERED = 24  # months back that can be entered here


@takes(EntryRowForm)
def readings_enter(request: SignedIn) -> HttpResponse:
    """Record the readings of the data that ends with a month, in one act (Rule 27)."""
    at = timezone.now()
    require(request.user, "kpis.enter_readings", at=at)
    months = _months(london_day(at))
    asked = group_asked(request, {f"{month:%Y-%m}": month for month in months}, name="month")
    if not asked and request.GET.get("month"):
        offered = {"newest": months[0], "oldest": months[-1]}
        return refusal(request, "kpis/readings_no_month.html", offered, status=422)
    month = next((listed for listed in months if f"{listed:%Y-%m}" == asked), months[0])
    attempt = EntryAttempt(request, month=month, at=at)
    recorded = attempt.enter(by=request.user) if request.method == "POST" else None
    if recorded and not recorded.clashes:
        messages.success(request, f"{counted(len(recorded.saved), 'reading')} recorded.")
        return redirect(f"{request.path}?month={month:%Y-%m}")
    return attempt.sheet(months)


def _months(on: date) -> list[date]:
    """Return the months that are over and can be entered, the newest first."""
    return [later(month_start(on), -back) for back in range(1, OFFERED + 1)]
