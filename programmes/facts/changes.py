"""What the record says of change control: requests, their rows and every act on them (Rule 18).

Frozen records without a rule applied, as in `programmes.facts`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.plan_dates import UNDATED, PlanDate
from programmes.words import (
    Cause,
    ChangeAct,
    ChangeForum,
    ChangeKind,
    ChangeReason,
    ChangeState,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRowFacts:
    """One row of a request: what stands and what is proposed, and why it is of its tier.

    Rows of one `part` were asked for together and are of one kind; `milestone` is None for new
    work; `days` run from the original date to the proposed one.
    """

    number: int
    part: int
    kind: ChangeKind
    milestone: str | None
    old_title: str
    new_title: str
    old: PlanDate
    new: PlanDate
    days: int | None
    run_by: str  # the service that runs what is closed
    causes: tuple[Cause, ...]
    old_start: PlanDate = UNDATED  # both undated unless the start is asked to move
    new_start: PlanDate = UNDATED


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeStepFacts:
    """An act on a request; `rows` are the numbers that were agreed to, or move what is needed."""

    act: ChangeAct
    forum: ChangeForum | None  # None: by who asked
    rows: tuple[int, ...]
    met_on: date | None
    minute: str
    reason: str
    by_name: str
    by_post: str
    at: datetime
    dependency: str = ""  # by whose taker, where it is of one (Rule 28)
    taker: str = ""  # the reference of that end
    due_on: date | None = None  # the last day for the taker's answer


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeFacts:
    """A request with its rows in their order and its acts, the oldest first."""

    ref: str
    programme: str
    reason_code: ChangeReason
    reason: str
    requirements: tuple[str, ...]
    effect_requirements: str
    effect_money: str
    effect_dependencies: str
    state: ChangeState
    rows: tuple[ChangeRowFacts, ...]
    steps: tuple[ChangeStepFacts, ...]

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """Return the kinds of its rows, each once and in their order."""
        return tuple(dict.fromkeys(row.kind for row in self.rows))


@dataclass(frozen=True, kw_only=True, slots=True)
class DescentFacts:
    """A milestone that took the place of another, by a split or a merge (Rule 18a)."""

    parent: str
    child: str
    at: datetime
