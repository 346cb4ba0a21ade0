"""What the record says of recommendations: actions in response, and three records of each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from irp.rules.plan_dates import PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressFacts:
    """What the council said of an action at a moment."""

    progress: Progress
    words: str
    evidence: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtensionFacts:
    """A due date given to an action later on, with the reason."""

    due: PlanDate
    reason: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ViewFacts:
    """What internal audit or the external auditor said of a recommendation at a moment."""

    viewer: Viewer
    opinion: Opinion
    reason: str
    evidence: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionFacts:
    """One action of the council's response; the newest of what was said comes last."""

    number: int
    words: str
    owner: str  # title of the post, "" where none is named
    due: PlanDate  # the first; undated where none was given
    milestones: tuple[str, ...]  # references
    reports: tuple[ProgressFacts, ...]
    extensions: tuple[ExtensionFacts, ...]


class ActionPosition(NamedTuple):
    """An action as far as lists of what is overdue go: one slim row each."""

    recommendation: str  # as addresses name it
    name: str  # as people name it
    number: int
    words: str
    owner: str  # title of the post, "" where none is named
    due: date | None  # last day of the date in force
    progress: Progress | None  # as the council reported it last


@dataclass(frozen=True, kw_only=True, slots=True)
class RecommendationFacts:
    """A recommendation with the council's response and what others say of it."""

    body: Body
    made_by: str  # the body's name where it is another one
    number: int
    title: str
    text: str
    printed: tuple[PlanDate, ...]  # dates that the plan prints in it
    source: str
    erratum: str
    actions: tuple[ActionFacts, ...]
    views: tuple[ViewFacts, ...]

    @property
    def ref(self) -> str:
        """Return how addresses name it: "auditor-7"."""
        return f"{self.body.value}-{self.number}"
