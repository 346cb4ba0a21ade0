"""Reporting periods as the cycle's pages list them."""

from django.db.models import QuerySet

from irp.models import ReportingPeriod
from programmes.models import Return

POSTS = ("sao", "rdl", "reserve")  # of a programme, that a return is with


def periods_shown() -> QuerySet[ReportingPeriod]:
    """Return the periods, newest first, with their steps."""
    return ReportingPeriod.objects.prefetch_related("steps").order_by("-month")


def is_one_open() -> bool:
    """Tell whether a period is open, so that no other may be opened."""
    return ReportingPeriod.objects.open().exists()


def returns_in(period: ReportingPeriod) -> list[Return]:
    """Return every return of a period, in the plan's order, in one statement."""
    rows = Return.objects.filter(period=period)
    named = rows.select_related("period", *(f"programme__{post}" for post in POSTS))
    return list(named.order_by("programme__number"))
