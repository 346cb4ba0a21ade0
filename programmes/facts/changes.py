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

    `milestone` is None for new work; `days` run from the original date to the proposed one.
    """

    number: int
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
    """An act on a request; `rows` are the numbers that were agreed to."""

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
    kind: ChangeKind
    reason_code: ChangeReason
    reason: str
    requirements: tuple[str, ...]
    effect_requirements: str
    gate_overtaken: bool
    effect_money: str
    money_changed: bool
    effect_dependencies: str
    state: ChangeState
    rows: tuple[ChangeRowFacts, ...]
    steps: tuple[ChangeStepFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DescentFacts:
    """A milestone that took the place of another, by a split or a merge (Rule 18a)."""

    parent: str
    child: str
    at: datetime
