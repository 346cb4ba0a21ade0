"""What the record says of assurance: outcomes, requirements, typed dates, issued assessments.

Frozen records without a rule applied (DESIGN 2a). Commissioners' drafts are no part of them: they
are a reading of their own (Rule 23).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from assurance.facts.considered import ConsideredFacts
from assurance.facts.gates import GateDue, GateFacts
from assurance.facts.official import OfficialFacts
from assurance.facts.owners import AnswerFacts, OwnerFacts
from assurance.words import Judgement, Speaker
from assurance.words.official import NONE_GIVEN
from irp.rules.plan_dates import PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class TestFacts:
    """One of the commissioners' three tests."""

    number: int
    name: str
    question: str
    erratum: str
    official: OfficialFacts | None = None  # the document's own words, once loaded (Rule 24d)


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentFacts:
    """An issued assessment with the name and post its author had then (Rules 19 and 31)."""

    speaker: Speaker
    judgement: Judgement
    rationale: str
    evidence_cited: str
    by_name: str
    by_post: str
    at: datetime
    answer: AnswerFacts | None = None  # the owner's, which alters no result (Rule 24a)
    considered: tuple[ConsideredFacts, ...] = ()  # what is missing, by consideration (Rule 24a)
    words_version: int = NONE_GIVEN  # of the official words that it was given on (Rule 24d)


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawnFacts:
    """An issued assessment that was withdrawn: by whom, in what post, when and why (Rule 19)."""

    said: AssessmentFacts
    by_name: str
    by_post: str
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RequirementFacts:
    """A requirement of the Assurance Plan with each speaker's issued assessment in force.

    A speaker whose newest one was withdrawn has none in force, and stands in `withdrawn`.
    """

    ref: str
    outcome: int
    test: int
    number: int
    title: str
    strand: str
    considerations: tuple[str, ...]
    dates_as_written: str
    flag: str
    erratum: str
    retired_on: date | None
    gates: tuple[GateFacts, ...]
    assessments: tuple[AssessmentFacts, ...]  # at most one a speaker
    owner: OwnerFacts | None = None  # the post that answers for it, None where none is named
    withdrawn: tuple[WithdrawnFacts, ...] = ()  # at most one a speaker, who has none in force
    official: OfficialFacts | None = None  # the document's own words, once loaded (Rule 24d)

    @property
    def position(self) -> "RequirementPosition":
        """Return it as far as counting goes."""
        return RequirementPosition(
            ref=self.ref,
            outcome=self.outcome,
            test=self.test,
            title=self.title,
            gates=tuple(GateDue(gate.purpose, gate.due, gate.settled) for gate in self.gates),
            judgements={
                assessment.speaker: assessment.judgement for assessment in self.assessments
            },
            strand=self.strand,
        )


class RequirementPosition(NamedTuple):
    """A requirement in force as far as counting goes: one slim row each of a long list.

    A tuple, which is made five times faster than a frozen record.
    """

    ref: str
    outcome: int
    test: int
    title: str
    gates: tuple[GateDue, ...]  # in the document's order
    judgements: dict[Speaker, Judgement]  # newest issued; a speaker left out has not assessed it
    strand: str = ""  # of its outcome, such as (a) of outcome 4


class RequirementsAlike(NamedTuple):
    """The requirements in force of one cell that have the same dates and the same judgements."""

    outcome: int
    test: int
    gates: tuple[GateDue, ...]
    judgements: dict[Speaker, Judgement]
    keys: tuple[int, ...]  # of their rows

    @property
    def number(self) -> int:
        """Return how many they are."""
        return len(self.keys)


@dataclass(frozen=True, kw_only=True, slots=True)
class StrandFacts:
    """A strand of an outcome, such as (a) of outcome 4."""

    code: str
    name: str


class OutcomeHead(NamedTuple):
    """A priority outcome as far as a page names it."""

    number: int
    title: str
    strands: tuple[StrandFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ConcernFacts:
    """A main risk that commissioners are still concerned about."""

    ref: str
    strand: str
    summary: str
    erratum: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorityOutcomeFacts:
    """One of the ten priority outcomes with its requirements in force."""

    number: int
    title: str
    strands: tuple[StrandFacts, ...]
    outcome: str
    progress: str
    erratum: str
    concerns: tuple[ConcernFacts, ...]
    requirements: tuple[RequirementFacts, ...]  # by test, then number
    official: OfficialFacts | None = None  # of the outcome to achieve (Rule 24d)

    @property
    def head(self) -> OutcomeHead:
        """Return what it is named by."""
        return OutcomeHead(self.number, self.title, self.strands)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionFacts:
    """A question that commissioners reflect on; narrative, never a gate (Rule 21)."""

    number: int
    name: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineFacts:
    """An event of the intervention's timeline."""

    title: str
    summary: str
    dates_as_written: str
    start: PlanDate
    end: PlanDate
