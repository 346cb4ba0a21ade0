"""Load readings from a CSV file: previewed, then all or none (DESIGN 4a.10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes
from kpis.attempts import ReadingsFileAttempt
from kpis.columns import READING


@takes(RowsFileForm)
def readings_load(request: SignedIn) -> HttpResponse:
    """Show what a file would add; once confirmed, add all of it or nothing (Rule 27)."""
    at = timezone.now()
    require(request.user, "kpis.enter_readings", at=at)
    attempt = ReadingsFileAttempt(request, at=at)
    if saved := attempt.load():
        messages.success(request, f"{counted(len(saved), 'reading')} added from the file.")
        return redirect("kpis:indicators")
    return attempt.sheet("kpis/readings_load.html", columns=READING)
