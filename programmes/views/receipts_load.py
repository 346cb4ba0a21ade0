"""Load assets and lots with their sales from a CSV file: previewed, then all or none (25)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.attempts.files import LotsFileAttempt
from programmes.columns.receipts import LOT


@takes(RowsFileForm)
def receipts_load(request: SignedIn) -> HttpResponse:
    """Show what a file would add and move; once confirmed, do all of it or nothing."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.add_lot", at=at)
    attempt = LotsFileAttempt(request, at=at)
    if saved := attempt.load():
        messages.success(request, f"{counted(len(saved), 'sale')} saved from the file.")
        return redirect("programmes:receipts")
    return attempt.sheet("programmes/receipts_load.html", columns=LOT)
