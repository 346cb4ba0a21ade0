"""What the chart of receipts shows, as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns.receipts import CHART
from programmes.figures.receipt_chart import chart_rows
from programmes.views.receipt_asking import asked_receipts


@require_safe
def receipts_chart_csv(request: SignedIn) -> HttpResponse:
    """Hand over what came in, what is expected and the targets by day as a CSV file."""
    asked = asked_receipts(request, at=timezone.now())
    rows = chart_rows(asked.position)
    return csv_file(request, f"receipts-and-targets{asked.past.in_name}", CHART, rows)
