"""What a frozen month keeps of assurance beside the outcomes and their requirements."""

from dataclasses import dataclass

from assurance.facts.concerns import ResponseFacts
from assurance.facts.evidence import SustainedOf
from assurance.facts.links import LinkFacts
from assurance.facts.narrative import (
    AmendmentFacts,
    PowerFacts,
    QuestionAnswerFacts,
    SecretaryReportFacts,
)
from assurance.facts.recommendations import RecommendationFacts
from assurance.facts.requests import RequestFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class AssuranceKept:
    """What people said around the requirements; schema 8 was the first that kept it."""

    recommendations: tuple[RecommendationFacts, ...]  # with actions and the three records of each
    requests: tuple[RequestFacts, ...]  # of commissioners to the council, oldest first
    responses: tuple[ResponseFacts, ...]  # of the council to concerns, the newest first
    answers: tuple[QuestionAnswerFacts, ...]  # to the contextual questions, the newest first
    powers: tuple[PowerFacts, ...]  # the newest first; none: not loaded (Rule 24c)
    reports: tuple[SecretaryReportFacts, ...]  # published ones, the newest first
    amendments: tuple[AmendmentFacts, ...]  # the newest first
    links: tuple[LinkFacts, ...]  # what of the delivery serves which requirement
    sustained: tuple[SustainedOf, ...]  # what commissioners ask to be shown over time (Rule 22)
