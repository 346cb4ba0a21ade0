"""What the commissioners' plan said in a body of schema 1, lifted to the facts of the newest."""

from datetime import datetime
from typing import Any

from assurance.facts import (
    AssessmentFacts,
    ConcernFacts,
    GateFacts,
    PriorityOutcomeFacts,
    RequirementFacts,
    StrandFacts,
    TimelineFacts,
)
from assurance.words import Judgement, Purpose, Speaker
from irp.rules.plan_dates import PlanDate


def lifted_outcome(outcome: dict[str, Any]) -> PriorityOutcomeFacts:
    """Return an outcome of schema 1 with its requirements."""
    same = ("number", "title", "outcome", "progress", "erratum")
    return PriorityOutcomeFacts(
        **{name: outcome[name] for name in same},
        strands=tuple(StrandFacts(**strand) for strand in outcome["strands"]),
        concerns=tuple(_concern(concern) for concern in outcome["concerns"]),
        requirements=tuple(
            _requirement(requirement, outcome["number"]) for requirement in outcome["requirements"]
        ),
    )


def _concern(concern: dict[str, Any]) -> ConcernFacts:
    """Return a concern; the first snapshots kept no errata of concerns and requirements."""
    return ConcernFacts(**{"erratum": "", **concern})


def _requirement(requirement: dict[str, Any], outcome: int) -> RequirementFacts:
    same = ("ref", "test", "number", "title", "strand", "dates_as_written", "flag")
    return RequirementFacts(
        **{name: requirement[name] for name in same},
        outcome=outcome,
        considerations=tuple(requirement["considerations"]),
        erratum=requirement.get("erratum", ""),
        retired_on=None,  # those in force were kept
        gates=tuple(_gate(gate) for gate in requirement["gates"]),
        assessments=tuple(
            _assessment(speaker, requirement["voices"][speaker])
            for speaker in Speaker
            if speaker in requirement["voices"]
        ),
    )


def _gate(gate: dict[str, Any]) -> GateFacts:
    purpose, due = Purpose(gate["purpose"]), PlanDate.from_json(gate["due"])
    return GateFacts(purpose=purpose, words=gate["words"], due=due, ongoing=gate["ongoing"])


def _assessment(speaker: Speaker, assessment: dict[str, Any]) -> AssessmentFacts:
    same = ("rationale", "evidence_cited", "by_name", "by_post")
    return AssessmentFacts(
        **{name: assessment[name] for name in same},
        speaker=speaker,
        judgement=Judgement(assessment["judgement"]),
        at=datetime.fromisoformat(assessment["at"]),
    )


def lifted_event(event: dict[str, Any]) -> TimelineFacts:
    """Return an event of the timeline of schema 1."""
    dates = {name: PlanDate.from_json(event[name]) for name in ("start", "end")}
    return TimelineFacts(**{**event, **dates})
