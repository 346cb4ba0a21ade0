"""What the record says of recurring rows: their first date, what became of each occurrence (10)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import PlanDate
from programmes.words import ReturnState, Turn


class DueKey(NamedTuple):
    """Which occurrence is meant: its row's reference and its due day."""

    ref: str
    due_on: date

    def __str__(self) -> str:
        return f"{self.ref}, due {printed_day(self.due_on)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class OccurrenceFacts:
    """What was reported of the occurrence of one due day, in one month's return."""

    due_on: date
    turn: Turn
    done_on: date | None  # where it was held
    reason: str
    month: date
    by_name: str
    at: datetime
    state: ReturnState  # of the return it belongs to, as of the reading


@dataclass(frozen=True, kw_only=True, slots=True)
class RecurringFacts:
    """What a recurring row has besides its baselines.

    `first_on` is what the RDL set where the plan gives no first date; `since` the first day of the
    first month that its programme reported here, None before any was opened: occurrences are
    counted from it.
    """

    first_on: date | None
    since: date | None
    reported: tuple[OccurrenceFacts, ...]  # by due day


@dataclass(frozen=True, kw_only=True, slots=True)
class RecurringRow:
    """A recurring row as far as its occurrences go, with its current baseline's dates."""

    ref: str
    programme: str  # its programme's reference
    title: str
    start: PlanDate
    end: PlanDate
    recurring: RecurringFacts
