"""A month's warning signs by SAO: the open one's as they are now, a frozen one's as frozen."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from packs.views.signals_asking import asked_signals


@require_safe
def period_signals(request: SignedIn, month: date) -> HttpResponse:
    """Show the CPMO how many warning signs stand beside each SAO's ratings, and which (Rule 7)."""
    return page(request, "packs/period_signals.html", {"sheet": asked_signals(request, month)})
