"""How a milestone's forecast moved from month to month: what the slip chart shows (Rule 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from irp.rules.date_spans import length_of, printed_day, printed_month
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from programmes.facts import MilestoneFacts, ReportFacts
from programmes.figures.milestones import MilestoneLine
from programmes.rules.delivery import forecast_moved
from programmes.rules.what_counts import that_count

Dated = tuple[date, date]  # the day by which a report is measured, and the day it forecasts


@dataclass(frozen=True, kw_only=True)
class SlipPoint:
    """A month's report: the last day of its forecast, None where it names no day."""

    month: date
    forecast: date | None

    @property
    def told_on(self) -> date:
        """Return the last day of the month, by which it is measured (Rule 14)."""
        return _told_on(self.month)


@dataclass(frozen=True, kw_only=True)
class SlipMove:
    """A forecast that a report changed from the report before; `days` later, negative earlier."""

    month: date
    was: date | None
    now: date | None

    @property
    def days(self) -> int | None:
        """Return by how many days it moved, None where either report names no day."""
        return (self.now - self.was).days if self.now and self.was else None

    @property
    def words(self) -> str:
        """Return how far it moved: "6 months later"."""
        if self.days is None:
            return "dated" if self.now else "no date now"
        return f"{length_of(self.days)} {'later' if self.days > 0 else 'earlier'}"


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What months forecast of a milestone, oldest first, with what it is measured against."""

    points: tuple[SlipPoint, ...]
    moves: tuple[SlipMove, ...]
    b0: date | None
    baseline: date | None
    baseline_number: int
    done_on: date | None
    is_open: bool
    until: date  # where the chart ends: the measured day, or the last report of a closed row

    @property
    def dated(self) -> list[Dated]:
        """Return the reports whose forecast names a day, and that day."""
        return [(point.told_on, point.forecast) for point in self.points if point.forecast]

    @property
    def is_drawn(self) -> bool:
        """Tell whether there is a line to draw: two months or more that name a day."""
        return len(self.dated) > 1

    @property
    def finding(self) -> str:
        """Return what the forecasts did, in a sentence without its full stop."""
        dated = self.dated
        if not dated:
            return "No forecast has been reported"
        count, last = len(self.moves), printed_month(dated[-1][1])
        if not count:
            told = counted(len(dated), "report")
            return f"The forecast has stayed at {last} in {told}"
        moved = f"The forecast {'has ' if self.is_open else ''}moved {times(count)}"
        days = (dated[-1][1] - dated[0][1]).days
        if not days:
            return f"{moved} and is {last} again"
        in_all = " in all" if count > 1 else ""
        return (
            f"{moved}, {length_of(days)} {'later' if days > 0 else 'earlier'}{in_all}: {self._span}"
        )

    @property
    def _span(self) -> str:
        """Return from when to when the forecast went, in days where it went no two months."""
        first, last = self.dated[0][1], self.dated[-1][1]
        printed = printed_month if abs((last - first).days) >= 60 else printed_day
        return f"from {printed(first)} to {printed(last)}"


def times(count: int) -> str:
    """Return how often, in words: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def slip_of(facts: MilestoneFacts, line: MilestoneLine, *, measured: Measured) -> Slip:
    """Return how a milestone's forecast moved, of the reports that count (Rule 16)."""
    reports = list(reversed(that_count(facts.reports)))
    return Slip(
        points=tuple(
            SlipPoint(month=report.month, forecast=report.forecast.latest) for report in reports
        ),
        moves=_moves(reports),
        b0=line.b0.latest,
        baseline=line.baseline.latest,
        baseline_number=line.baseline_number,
        done_on=line.actual_on if line.is_done else None,
        is_open=line.is_open,
        until=measured.on if line.is_open or not reports else _told_on(reports[-1].month),
    )


def _told_on(month: date) -> date:
    """Return the last day of a month, by which its report is measured (Rule 14)."""
    return Measured.month_end(month).on


def _moves(reports: Sequence[ReportFacts]) -> tuple[SlipMove, ...]:
    """Return the months whose report names another day than the one before, oldest first."""
    return tuple(
        SlipMove(month=now.month, was=was.forecast.latest, now=now.forecast.latest)
        for was, now in pairwise(reports)
        if forecast_moved(
            delivery=now.delivery,
            before=was.delivery,
            was=was.forecast.latest,
            now=now.forecast.latest,
        )
    )
