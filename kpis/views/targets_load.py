"""Load targets from a CSV file: previewed, then all or none (DESIGN 4a.10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes
from kpis.attempts import TargetsFileAttempt
from kpis.columns import TARGET


@takes(RowsFileForm)
def targets_load(request: SignedIn) -> HttpResponse:
    """Show what a file would add; once confirmed, add all of it or nothing (Rule 25)."""
    at = timezone.now()
    require(request.user, "kpis.set_target", at=at)
    attempt = TargetsFileAttempt(request, at=at)
    if saved := attempt.load():
        messages.success(request, f"{counted(len(saved), 'target')} added from the file.")
        return redirect("kpis:indicators")
    return attempt.sheet("kpis/targets_load.html", columns=TARGET)
