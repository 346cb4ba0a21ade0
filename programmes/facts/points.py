"""What the record says of points raised on returns: asks and challenges, with every step.

Frozen records without a rule applied, as in `programmes.facts`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from programmes.words import (
    ChallengeOutcome,
    Ladder,
    PointKind,
    PointStage,
    ReturnPart,
    ReturnState,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PointStepFacts:
    """One step of a point: tabled at a forum, declined, answered, asked again, closed."""

    stage: PointStage
    forum: Ladder | None  # where an ask was tabled
    meeting_on: date | None
    minute: str
    outcome: ChallengeOutcome | None  # of a challenge that was closed
    words: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PointFacts:
    """An ask of an SAO or a challenge of CPMO, and its steps, oldest first."""

    kind: PointKind
    ref: str
    programme: str
    month: date  # of the return it was raised on
    words: str
    asked_of: str  # whom an ask is put to
    due_on: date | None  # by when an ask needs its answer
    part: ReturnPart | None  # what a challenge is about
    milestone: str | None  # its reference, where that is a milestone's report
    state: ReturnState  # of the return, as of the reading
    by_name: str
    by_post: str
    at: datetime
    steps: tuple[PointStepFacts, ...]

    @property
    def stage(self) -> PointStage:
        """Return what was done to it last."""
        return self.steps[-1].stage if self.steps else PointStage.RAISED
