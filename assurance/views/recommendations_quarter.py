"""The Audit Committee's extract of recommendations for a quarter; it prints."""

from datetime import date

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.recommendations import QuarterSheet, quarter_sheet
from assurance.rules.quarters import Quarter
from assurance.views.recommendations_asking import READ
from assurance.words.recommendations import Viewer
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.permissions import require


@require_safe
def recommendations_quarter(request: SignedIn, begins: date) -> HttpResponse:
    """Show what a quarter comes to: what is overdue, what moved, who said so (Rule 11)."""
    sheet = sheet_of(request, begins)
    context = {"sheet": sheet, "viewers": tuple(Viewer)}
    return page(request, "assurance/recommendations_quarter.html", context)


def sheet_of(request: SignedIn, begins: date) -> QuarterSheet:
    """Return the extract of the quarter that begins with a month; 404 for none."""
    at = timezone.now()
    require(request.user, READ, at=at)
    quarter = Quarter(begins)
    if not quarter.is_whole:
        raise Http404(str(begins))
    sheet = quarter_sheet(quarter, quarters=settings_of(request).irp_quarters, at=at)
    if sheet is None:
        raise Http404(str(begins))
    return sheet
