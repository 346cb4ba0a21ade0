"""A month's warning signs as a file."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from packs.presenters.signals_csv import COLUMNS, signals_told
from packs.views.signals_asking import asked_signals


@require_safe
def period_signals_csv(request: SignedIn, month: date) -> HttpResponse:
    """Hand over every warning sign of the open month or of a frozen one as a CSV file."""
    told = signals_told(asked_signals(request, month))
    return csv_file(request, f"warning-signs-{month:%Y-%m}", COLUMNS, told)
