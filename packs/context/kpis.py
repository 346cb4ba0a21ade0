"""Indicators as packs print them: off target first, then the largest changes (Rules 25 and 27)."""

from dataclasses import dataclass
from textwrap import shorten

from markupsafe import Markup

from kpis.charts import levels, plotted, small_chart
from kpis.figures import (
    IndicatorCounts,
    IndicatorLine,
    finding,
    indicator_counts,
    indicator_line,
    worst_first,
    worst_movers,
)
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from packs.figures.paces import no_recent_reading

CHARTS = 8  # a page of them
SCORECARD = 40  # rows of a table in the body
UNREAD_NAMED = 16
LONGEST_NAME = 80  # letters over a small chart
FACT = "indicators.targets"
CADENCE = "indicators.frequency"


@dataclass(frozen=True, kw_only=True)
class KpiChart:
    """A small chart of an indicator, with what it finds."""

    line: IndicatorLine
    name: str  # shortened: the table beside it has the whole
    finding: str
    svg: Markup


@dataclass(frozen=True, kw_only=True)
class KpisPage:
    """What a pack says of indicators."""

    lines: tuple[IndicatorLine, ...]  # those with a reading
    unread: tuple[IndicatorLine, ...]
    off_target: tuple[IndicatorLine, ...]
    charts: tuple[KpiChart, ...]  # the worst movers; none of a month before schema 6
    counts: IndicatorCounts
    late: tuple[IndicatorLine, ...]
    missing: tuple[IndicatorLine, ...]
    no_recent: frozenset[str] | None  # of a month before schema 6, by reference; else None

    @property
    def unread_named(self) -> tuple[IndicatorLine, ...]:
        """Return those without a reading that the body names; where there are more, the first."""
        return self.unread[:UNREAD_NAMED]


def kpis_page(plan: PlanFacts, calendar: Calendar) -> KpisPage | None:
    """Return what a month's pack says of the indicators, as measured at its end.

    None where the snapshot kept nothing of their targets: the pack then has no such section.
    """
    if FACT in plan.not_kept:
        return None
    every = [indicator_line(facts, measured=calendar.measured) for facts in plan.indicators]
    ranked = worst_first(every)
    return KpisPage(
        lines=tuple(line for line in ranked if line.latest),
        unread=tuple(line for line in every if not line.latest),
        off_target=tuple(line for line in ranked if line.is_off_target),
        charts=() if CADENCE in plan.not_kept else tuple(map(_chart, worst_movers(every)[:CHARTS])),
        counts=indicator_counts(every),
        late=tuple(line for line in every if line.late),
        missing=tuple(line for line in every if line.missing),
        no_recent=no_recent_reading(plan.indicators, on=calendar.measured.on)
        if CADENCE in plan.not_kept
        else None,
    )


def _chart(line: IndicatorLine) -> KpiChart:
    found = f"{finding(line)}; {line.change_printed.lower()} since the reading before"
    svg = small_chart(plotted(line), title=f"{line.ref}: {found}", levels=levels(line))
    name = shorten(line.name, LONGEST_NAME, placeholder="…")
    return KpiChart(line=line, name=name, finding=found, svg=svg)
