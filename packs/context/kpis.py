"""Indicators as packs print them: off target first, then the largest changes (Rules 25 and 27)."""

from dataclasses import dataclass

from kpis.figures import (
    IndicatorCounts,
    IndicatorLine,
    indicator_counts,
    indicator_line,
    worst_first,
)
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from packs.figures.paces import no_recent_reading

FACT = "indicators.targets"
CADENCE = "indicators.frequency"


@dataclass(frozen=True, kw_only=True)
class KpisPage:
    """What a pack says of indicators."""

    lines: tuple[IndicatorLine, ...]  # those with a reading
    unread: tuple[IndicatorLine, ...]
    off_target: tuple[IndicatorLine, ...]
    counts: IndicatorCounts
    late: tuple[IndicatorLine, ...]
    missing: tuple[IndicatorLine, ...]
    no_recent: frozenset[str] | None  # of a month before schema 6, by reference; else None


def kpis_page(plan: PlanFacts, calendar: Calendar) -> KpisPage | None:
    """Return what a month's pack says of the indicators, as measured at its end.

    None where the snapshot kept nothing of their targets: the pack then has no such section.
    """
    if FACT in plan.not_kept:
        return None
    every = [indicator_line(facts, on=calendar.measured.on) for facts in plan.indicators]
    ranked = worst_first(every)
    return KpisPage(
        lines=tuple(line for line in ranked if line.latest),
        unread=tuple(line for line in every if not line.latest),
        off_target=tuple(line for line in ranked if line.is_off_target),
        counts=indicator_counts(every),
        late=tuple(line for line in every if line.late),
        missing=tuple(line for line in every if line.missing),
        no_recent=no_recent_reading(plan.indicators, on=calendar.measured.on)
        if CADENCE in plan.not_kept
        else None,
    )
