"""The reporting cycle: every period, and the packs of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from irp.models import ReportingPeriod
from programmes.figures.programmes import ReturnsSigned, returns_signed
from programmes.readings.returned import states_in


@dataclass(frozen=True)
class PeriodLine:
    """A period of the list, with how far its returns are."""

    period: ReportingPeriod
    returns: ReturnsSigned


def period_lines(periods: Iterable[ReportingPeriod]) -> Iterator[PeriodLine]:
    """Yield the lines of some periods; their returns are read in one statement."""
    shown = list(periods)
    states = states_in(shown)
    for period in shown:
        yield PeriodLine(period, returns_signed(states.get(period.pk, ())))
