"""Budgets and people of every programme as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from programmes.columns.budgets import BUDGET
from programmes.figures.budgets import budget_position
from programmes.readings.budgets import budgets


@require_safe
def budgets_csv(request: SignedIn) -> HttpResponse:
    """Hand over the programmes with their newest entries; the file can be loaded again."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    position = budget_position(budgets(past.source), fund=None, on=past.measured.on)
    return csv_file(request, f"budgets{past.in_name}", BUDGET, position.lines)
