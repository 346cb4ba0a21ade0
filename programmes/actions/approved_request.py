"""An approved request, and the writing that every kind of change does with it (Rules 10 and 18)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from irp.actions import Refused
from irp.history import act, record_all
from irp.models import ReportingPeriod, User
from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate
from programmes.models import Baseline, ChangeRequest, ChangeRow, Milestone


@dataclass(frozen=True, kw_only=True)
class ApprovedRequest:
    """An approved request with the rows that were approved, or those of one of its parts."""

    request: ChangeRequest
    rows: Sequence[ChangeRow]
    by: User
    at: datetime
    month: ReportingPeriod | None  # the open one, held locked

    @property
    def words(self) -> str:
        """Return the reason that history gives: which request, and why it was asked for."""
        return f"{self.request.ref}: {self.request.reason}"[:1000]


def baseline_given(
    milestone: Milestone, number: int, start: PlanDate, end: PlanDate, done: ApprovedRequest
) -> Baseline:
    """Return a milestone's baseline of this number, made by the request, to be written (10)."""
    row = act(
        Baseline,
        by=done.by,
        at=done.at,
        milestone=milestone,
        number=number,
        change=done.request,
        reason=done.words,
    )
    row.start, row.end = start, end
    return row


def milestone_of(row: ChangeRow) -> Milestone:
    """Return the milestone that a row speaks of; `Refused` where it names none."""
    if row.milestone is None:
        raise Refused(f"Row {row.number} names no milestone.")
    return row.milestone


def write_milestones(milestones: Iterable[Milestone], done: ApprovedRequest) -> list[Milestone]:
    """Write milestones as the request makes them, new ones and those that stand."""
    return record_all(milestones, by=done.by, at=done.at, reason=done.words)


def retire(milestones: Collection[Milestone], done: ApprovedRequest) -> None:
    """Take milestones out of the plan on the day of the approval; they keep their references."""
    for milestone in milestones:
        milestone.retired_on = london_day(done.at)
    write_milestones(milestones, done)
