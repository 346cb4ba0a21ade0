"""The Audit Committee's extract of a quarter as a file, a row an action."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assurance.columns.recommendations import RESPONSE, pairs
from assurance.views.recommendations_quarter import sheet_of
from irp.context import settings_of
from irp.pages import SignedIn, csv_file


@require_safe
def recommendations_quarter_csv(request: SignedIn, begins: date) -> HttpResponse:
    """Hand over every action of every recommendation as at the end of the quarter."""
    rows = pairs(sheet_of(request, begins).lines)
    quarters = settings_of(request).irp_quarters
    return csv_file(request, f"recommendations-{begins:%Y-%m}", RESPONSE, rows, quarters=quarters)
