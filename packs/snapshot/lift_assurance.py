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


def lifted_outcome(said: dict[str, Any]) -> PriorityOutcomeFacts:
    """Return an outcome of schema 1 with its requirements."""
    same = ("number", "title", "outcome", "progress", "erratum")
    return PriorityOutcomeFacts(
        **{name: said[name] for name in same},
        strands=tuple(StrandFacts(**strand) for strand in said["strands"]),
        concerns=tuple(_concern(concern) for concern in said["concerns"]),
        requirements=tuple(
            _requirement(requirement, said["number"]) for requirement in said["requirements"]
        ),
    )


def _concern(said: dict[str, Any]) -> ConcernFacts:
    """Return a concern; the first snapshots kept no errata of concerns and requirements."""
    return ConcernFacts(**{"erratum": "", **said})


def _requirement(said: dict[str, Any], outcome: int) -> RequirementFacts:
    same = ("ref", "test", "number", "title", "strand", "dates_as_written", "flag")
    return RequirementFacts(
        **{name: said[name] for name in same},
        outcome=outcome,
        considerations=tuple(said["considerations"]),
        erratum=said.get("erratum", ""),
        retired_on=None,  # those in force were kept
        gates=tuple(_gate(gate) for gate in said["gates"]),
        assessments=tuple(
            _assessment(speaker, said["voices"][speaker])
            for speaker in Speaker
            if speaker in said["voices"]
        ),
    )


def _gate(said: dict[str, Any]) -> GateFacts:
    purpose, due = Purpose(said["purpose"]), PlanDate.from_json(said["due"])
    return GateFacts(purpose=purpose, words=said["words"], due=due, ongoing=said["ongoing"])


def _assessment(speaker: Speaker, said: dict[str, Any]) -> AssessmentFacts:
    same = ("rationale", "evidence_cited", "by_name", "by_post")
    return AssessmentFacts(
        **{name: said[name] for name in same},
        speaker=speaker,
        judgement=Judgement(said["judgement"]),
        at=datetime.fromisoformat(said["at"]),
    )


def lifted_event(said: dict[str, Any]) -> TimelineFacts:
    """Return an event of the timeline of schema 1."""
    dates = {name: PlanDate.from_json(said[name]) for name in ("start", "end")}
    return TimelineFacts(**{**said, **dates})
