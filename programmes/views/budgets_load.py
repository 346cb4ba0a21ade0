"""Load budgets and people from a CSV file: previewed, then all or none."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open
from irp.permissions import require
from irp.readings import period_now_open
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.attempts.files import BudgetAttempt
from programmes.columns.budgets import BUDGET


@takes(RowsFileForm)
def budgets_load(request: SignedIn) -> HttpResponse:
    """Show what a file would enter for the open month; once confirmed, enter all of it or none."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    require(request.user, "programmes.enter_budgets", at=at)
    period = period_now_open()
    if period is None:
        return not_open(request, ReportingPeriod.objects.order_by("-month").first())
    attempt = BudgetAttempt(request, period, at=at)
    if saved := attempt.load():
        messages.success(request, f"{counted(len(saved), 'budget')} entered from the file.")
        return redirect("programmes:budgets")
    return attempt.sheet("programmes/budgets_load.html", columns=BUDGET, period=period)
