"""What the record says of RAID: risks with their scorings and steps, and what comes of them.

Frozen records without a rule applied, as in `programmes.facts`. `programme` is a reference, None
for what is overarching; `raised_on` is None for what the plan itself names.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from programmes.words import (
    Answer,
    EntryState,
    Ladder,
    Proximity,
    RaidKind,
    Response,
    RiskAct,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """A cell of the matrix, each side from 1 to 5; a risk that is not scored has none."""

    impact: int
    likelihood: int

    def __str__(self) -> str:
        return f"{self.impact} × {self.likelihood}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """The three scores of a risk, each None while it is not given."""

    inherent: Score | None = None
    current: Score | None = None
    target: Score | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoringFacts:
    """An act of scoring: what the scores were from then on, by whom and why."""

    scores: Scores
    reason: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskStepFacts:
    """Another act on a risk: with which forum it was from then on, its answer, and why."""

    act: RiskAct
    forum: Ladder | None  # None: with its programme
    answer: Answer | None
    reason: str
    minute: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskFacts:
    """A risk of the register, with every act on it, oldest first."""

    ref: str
    programme: str | None
    title: str
    description: str  # the plan's own words, of its overarching risks
    mitigation: str
    cause: str
    event: str
    effect: str
    scores: Scores
    response: Response | None
    controls: str
    owner: str | None
    proximity: Proximity | None
    review_on: date | None
    milestones: tuple[str, ...]  # references
    requirements: tuple[str, ...]
    gate_at_risk: bool
    state: EntryState
    raised_on: date | None
    closed_on: date | None
    forum: Ladder | None  # where it is now
    scorings: tuple[ScoringFacts, ...]
    steps: tuple[RiskStepFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueFacts:
    """Something that has happened and needs work; `risk` is the risk it was."""

    ref: str
    programme: str | None
    title: str
    description: str
    impact: int | None
    owner: str | None
    due_on: date | None
    risk: str | None
    state: EntryState
    raised_on: date | None
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionFacts:
    """A piece of work that somebody owes by a day; closed with evidence."""

    ref: str
    programme: str | None
    title: str
    description: str
    owner: str | None
    due_on: date | None
    comes_from: str | None  # the risk or issue it belongs to
    state: EntryState
    raised_on: date | None
    closed_on: date | None
    outcome: str  # the evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class AssumptionFacts:
    """What the plan takes for granted until it is known."""

    ref: str
    programme: str | None
    title: str
    description: str  # what would follow if it were wrong
    owner: str | None
    review_on: date | None
    state: EntryState
    raised_on: date | None
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionFacts:
    """What was decided, in which forum, by whom, when, and where it is minuted."""

    ref: str
    programme: str | None
    title: str
    description: str
    forum: str
    minute: str
    decided_by: str
    decided_on: date
    comes_from: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RaidFacts:
    """The whole register, each kind by reference."""

    risks: tuple[RiskFacts, ...] = ()
    issues: tuple[IssueFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()
    assumptions: tuple[AssumptionFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()


class RaidPosition(NamedTuple):
    """An entry as far as counting goes: one slim row each of a long list."""

    kind: RaidKind
    ref: str
    title: str
    programme: int | None  # the key of its programme
    state: EntryState
    due_on: date | None
    current: Score | None
