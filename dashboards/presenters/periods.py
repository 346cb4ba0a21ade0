"""The reporting cycle: every period, and the packs of one."""

from django.db.models import Count, Prefetch, Q, QuerySet

from irp.models import PeriodStep, ReportingPeriod
from packs.models import Pack
from programmes.words import RECEIVED


def periods_shown() -> QuerySet[ReportingPeriod]:
    """Return the periods, newest first, with their steps and how many returns were received."""
    return (
        ReportingPeriod.objects.annotate(
            n_returns=Count("returns"),
            n_received=Count("returns", filter=Q(returns__state__in=RECEIVED)),
        )
        .prefetch_related(Prefetch("steps", queryset=PeriodStep.objects.order_by("at", "pk")))
        .order_by("-month")
    )


def is_one_open() -> bool:
    """Tell whether a period is open, so that no other may be opened."""
    return ReportingPeriod.objects.open().exists()


def packs_of(period: ReportingPeriod) -> list[Pack]:
    """Return every pack of a period: who may see which is for the page to ask (ADR 0006)."""
    packs = Pack.objects.filter(snapshot__period=period)
    known = packs.with_period().with_superseded().with_proof()
    return list(known.prefetch_related("steps"))
