"""Money on one page: what is validated and received against what was promised (25 and 26)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from programmes.charts.bridge import bridge_chart
from programmes.charts.receipts import receipts_chart
from programmes.figures.receipt_chart import chart_rows
from programmes.figures.saving_bridge import bridge
from programmes.views.money_asking import asked_money

NAMED = 6  # savings that lack the most, and sales that are late


@require_safe
def money(request: SignedIn) -> HttpResponse:
    """Show savings by year and by programme and capital receipts, now or as at a past date."""
    asked = asked_money(request, at=timezone.now())
    found = asked.position
    drawn = bridge(found.now) if found.now else None
    context = {
        "past": asked.past,
        "year": asked.year,
        "found": found,
        "budgets": asked.budgets,
        "names": asked.names,
        "bridge": drawn,
        "bridge_drawing": bridge_chart(drawn) if drawn else None,
        "drawing": receipts_chart(found.receipts),
        "chart_rows": chart_rows(found.receipts),
        "short": found.short[:NAMED],
        "late": [line for line in found.open_lots if line.is_late][:NAMED],
    }
    return page(request, "programmes/money.html", context)
