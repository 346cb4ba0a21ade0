"""Load savings with their targets from a CSV file: previewed, then all or none (Rule 26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.attempts.files import SavingAttempt
from programmes.columns.savings import SAVING


@takes(RowsFileForm)
def savings_load(request: SignedIn) -> HttpResponse:
    """Show what a file would add and set; once confirmed, do all of it or nothing."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.add_saving", at=at)
    attempt = SavingAttempt(request, at=at)
    if saved := attempt.load():
        messages.success(request, f"{counted(len(saved), 'saving')} saved from the file.")
        return redirect("programmes:savings")
    return attempt.sheet("programmes/savings_load.html", columns=SAVING)
