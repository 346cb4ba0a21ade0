"""A frozen month's warning signs by SAO."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from packs.models import PlanSnapshot
from packs.presenters.signals import signals_page


@require_safe
def period_signals(request: SignedIn, month: date) -> HttpResponse:
    """Show the CPMO how many warning signs stand beside each SAO's ratings, and which (Rule 7)."""
    require(request.user, "packs.read_signals", at=timezone.now())
    kept = get_object_or_404(PlanSnapshot, period__month=month)
    return page(request, "packs/period_signals.html", {"sheet": signals_page(kept)})
