"""Load dependencies from a CSV file: previewed, then all or none (Rule 28, DESIGN 4a.10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.attempts.files import DependencyAttempt
from programmes.columns.dependencies import DEPENDENCY


@takes(RowsFileForm)
def dependency_load(request: SignedIn) -> HttpResponse:
    """Show what a file would add; once confirmed, add all of it or nothing."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.add_dependency", at=at)
    attempt = DependencyAttempt(request, at=at)
    if saved := attempt.load():
        number = counted(len(saved), "dependency", "dependencies")
        confirms = "The other side has to confirm it."
        if len(saved) > 1:
            confirms = "The other side of each has to confirm it."
        messages.success(request, f"{number} added from the file. {confirms}")
        return redirect("programmes:dependencies")
    return attempt.sheet("programmes/dependency_load.html", columns=DEPENDENCY)
