"""Recommendations as the IRB pack's annex prints them: whose word is whose (Rules 19 and 24)."""

from dataclasses import dataclass

from assurance.figures.recommendation_acts import QuarterChange, quarter_changes
from assurance.figures.recommendations import (
    RecommendationCounts,
    RecommendationLine,
    recommendation_counts,
    recommendation_lines,
)
from assurance.rules.quarters import Quarter
from assurance.words.recommendations import Viewer
from packs.context.frame import Calendar
from packs.facts import PlanFacts


@dataclass(frozen=True, kw_only=True)
class QuarterSaid:
    """What was said of recommendations in a quarter."""

    words: str
    changes: tuple[QuarterChange, ...]


@dataclass(frozen=True, kw_only=True)
class RecommendationsPage:
    """Every recommendation, the overdue first, with its actions and the three records."""

    lines: tuple[RecommendationLine, ...]
    counts: RecommendationCounts
    quarters: tuple[QuarterSaid, ...]  # the one measured and the one before
    viewers: tuple[Viewer, ...] = tuple(Viewer)


def recommendations_page(plan: PlanFacts, calendar: Calendar) -> RecommendationsPage | None:
    """Return them as measured at a month's end; None where its snapshot kept nothing of them."""
    if plan.assurance is None:
        return None
    lines = recommendation_lines(plan.assurance.recommendations, measured=calendar.measured)
    now = Quarter.of(calendar.measured.on)
    return RecommendationsPage(
        lines=tuple(lines),
        counts=recommendation_counts(lines),
        quarters=tuple(_of_quarter(lines, quarter) for quarter in (now, now.previous)),
    )


def _of_quarter(lines: list[RecommendationLine], quarter: Quarter) -> QuarterSaid:
    changes = quarter_changes(lines, begins=quarter.begins, ends=quarter.ends)
    return QuarterSaid(words=quarter.words, changes=tuple(changes))
