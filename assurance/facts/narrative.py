"""Answers to the contextual questions, acts under the directions, reports and amendments.

Each with the name and post of who said it (Rules 18, 21, 24c and 31).
"""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.words import Speaker
from assurance.words.amendments import AmendmentKind
from assurance.words.narrative import Answer, Power
from assurance.words.reports import Limb, ReportStep


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionAnswerFacts:
    """What one speaker answered to a contextual question: narrative, never a gate (Rule 21)."""

    question: int
    speaker: Speaker
    answer: Answer
    narrative: str
    evidence_cited: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PowerFacts:
    """A direction, a use of a power, a hand-back or a partial step-down (Rule 24c)."""

    number: int
    kind: Power
    title: str
    reason: str
    done_on: date
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SecretaryStepFacts:
    """What became of a report to the Secretary of State: a step and who took it."""

    step: ReportStep
    words: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SecretaryReportFacts:
    """A published report to the Secretary of State; a draft is no part of the facts (23, 24c)."""

    number: int
    month: date  # the frozen month whose position it pins
    limb: Limb
    words: str
    questions: tuple[str, str, str]  # what it says to the three questions, in order
    differs: str  # why it differs from the clauses
    by_name: str
    by_post: str
    at: datetime
    steps: tuple[SecretaryStepFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AmendmentFacts:
    """An amendment of the Assurance Plan: what changed, why and who agreed (Rules 18 and 24)."""

    number: int
    kind: AmendmentKind
    requirement: str  # reference
    agreed_by: str
    reason: str
    was: str
    becomes: str
    by_name: str
    by_post: str
    at: datetime

    @property
    def ref(self) -> str:
        """Return the reference that people know it by."""
        return f"A-{self.number:02}"
