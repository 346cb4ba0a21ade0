"""Which month's warning signs a page or a file is asked for."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from packs.figures.signals import MonthSignals
from packs.models import PlanSnapshot
from packs.presenters.signals import signals_now, signals_page


def asked_signals(request: SignedIn, month: date) -> MonthSignals:
    """Return the warning signs of the open month or of a frozen one, 404 for any other."""
    at = timezone.now()
    require(request.user, "packs.read_signals", at=at)
    sheet = signals_now(month, user=request.user, at=at, settings=settings_of(request))
    return sheet or signals_page(get_object_or_404(PlanSnapshot, period__month=month))
