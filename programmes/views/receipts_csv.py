"""Assets and lots as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns.receipts import LOT
from programmes.views.receipt_asking import asked_receipts


@require_safe
def receipts_csv(request: SignedIn) -> HttpResponse:
    """Hand over every asset and lot that the filters choose as a CSV file."""
    asked = asked_receipts(request, at=timezone.now())
    return csv_file(request, f"receipts{asked.past.in_name}", LOT, asked.shown)
