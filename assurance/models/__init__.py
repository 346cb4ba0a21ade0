"""Whether commissioners can rely on it: the Assurance Plan, judgements, packs."""

from assurance.models.judgement import Assessment
from assurance.models.packs import Pack, PackDownload, PlanSnapshot
from assurance.models.plan import (
    AssuranceTest,
    Concern,
    ContextualQuestion,
    Gate,
    PriorityOutcome,
    Recommendation,
    Requirement,
    TimelineEntry,
)

__all__ = [
    "Assessment",
    "AssuranceTest",
    "Concern",
    "ContextualQuestion",
    "Gate",
    "Pack",
    "PackDownload",
    "PlanSnapshot",
    "PriorityOutcome",
    "Recommendation",
    "Requirement",
    "TimelineEntry",
]
