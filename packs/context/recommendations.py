"""Recommendations as the IRB pack's annex prints them: whose word is whose (Rules 19 and 24)."""

from dataclasses import dataclass

from assurance.figures.recommendations import (
    RecommendationCounts,
    RecommendationLine,
    recommendation_counts,
    recommendation_lines,
)
from assurance.words.recommendations import Viewer
from packs.context.frame import Calendar
from packs.facts import PlanFacts


@dataclass(frozen=True, kw_only=True)
class RecommendationsPage:
    """Every recommendation, the overdue first, with its actions and the three records."""

    lines: tuple[RecommendationLine, ...]
    counts: RecommendationCounts
    viewers: tuple[Viewer, ...] = tuple(Viewer)


def recommendations_page(plan: PlanFacts, calendar: Calendar) -> RecommendationsPage | None:
    """Return them as measured at a month's end; None where its snapshot kept nothing of them."""
    if plan.assurance is None:
        return None
    lines = recommendation_lines(plan.assurance.recommendations, measured=calendar.measured)
    return RecommendationsPage(lines=tuple(lines), counts=recommendation_counts(lines))
