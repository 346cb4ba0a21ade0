"""Load benefits from a CSV file: previewed, then all or none (Rule 26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.attempts.files import BenefitAttempt


@takes(RowsFileForm)
def benefits_load(request: SignedIn) -> HttpResponse:
    """Show what a file would add; once confirmed, add all of it or nothing."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.add_benefit", at=at)
    attempt = BenefitAttempt(request, at=at)
    if saved := attempt.load():
        messages.success(request, f"{counted(len(saved), 'benefit')} added from the file.")
        return redirect("programmes:benefits")
    return attempt.sheet("programmes/benefits_load.html")
