"""The reporting cycle: every period, and the packs of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from irp.models import ReportingPeriod
from packs.models import Pack
from packs.rules.issue import is_issued
from programmes.figures.programmes import ReturnsSigned, returns_signed
from programmes.readings.returned import states_in


@dataclass(frozen=True)
class PeriodLine:
    """A period of the list, with how far its returns are."""

    period: ReportingPeriod
    returns: ReturnsSigned


def periods_shown() -> QuerySet[ReportingPeriod]:
    """Return the periods, newest first, with their steps."""
    return ReportingPeriod.objects.prefetch_related("steps").order_by("-month")


def period_lines(periods: Iterable[ReportingPeriod]) -> Iterator[PeriodLine]:
    """Yield the lines of some periods; their returns are read in one statement."""
    shown = list(periods)
    states = states_in(shown)
    for period in shown:
        yield PeriodLine(period, returns_signed(states.get(period.pk, ())))


def is_one_open() -> bool:
    """Tell whether a period is open, so that no other may be opened."""
    return ReportingPeriod.objects.open().exists()


def packs_issued(month: date) -> bool:
    """Tell whether each board's final pack of a month is ready."""
    packs = Pack.objects.filter(snapshot__period__month=month)
    return is_issued(packs.only("forum", "standing", "state"))


def packs_of(period: ReportingPeriod) -> list[Pack]:
    """Return every pack of a period: who may see which is for the page to ask (ADR 0006)."""
    packs = Pack.objects.filter(snapshot__period=period)
    known = packs.with_period().with_superseded().with_proof()
    return list(known.prefetch_related("steps"))
