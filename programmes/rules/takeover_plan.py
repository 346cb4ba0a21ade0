"""What is taken over from an earlier tracker, and the plan that it is read against (Rule 18c)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from irp.rules.plan_dates import PlanDate, QuarterConvention
from irp.rules.window import Window
from programmes.rules.changes import Stands
from programmes.words import Delivery

COLUMNS = {
    "ref": "Ref",
    "programme": "Programme",
    "title": "Milestone",
    "now": "Date now",
    "delivery": "Status",
    "actual_on": "Date completed",
    "forecast": "Forecast",
    "said": "What it said",
    "new": "Approved date",
    "decided_by": "Decided by",
    "decided_on": "Day of the decision",
    "minute": "Minute",
    "reason": "Reason",
}


@dataclass(frozen=True, kw_only=True)
class ApprovedDate:
    """A date that was approved before this record began, and the decision that did."""

    new: PlanDate
    decided_by: str
    decided_on: date
    minute: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OpeningPlan:
    """What a file takes over of one milestone; `line` is the one that it begins on."""

    line: int
    ref: str
    title: str
    programme: str
    b0: PlanDate
    delivery: Delivery
    actual_on: date | None
    forecast: PlanDate
    said: str
    dates: tuple[ApprovedDate, ...]

    @property
    def baseline(self) -> PlanDate:
        """Return the date in force: the newest that was approved, else the original one."""
        return self.dates[-1].new if self.dates else self.b0


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a position is read against: the plan's rows, which of them are reported here already.

    `frozen` are the programmes that have a frozen month here; `dated` the rows whose date has been
    changed here.
    """

    stands: Mapping[str, Stands]
    programmes: Mapping[str, str]  # of each row in force
    reported: Collection[str]
    frozen: Collection[str]
    dated: Collection[str]
    quarters: QuarterConvention
    window: Window
    position_on: date

    def is_open_to(self, ref: str) -> bool:
        """Tell whether a position can be taken over of a milestone."""
        return ref not in self.reported and self.programmes[ref] not in self.frozen

    @property
    def rows(self) -> list[str]:
        """Return the milestones of which a position can be taken over."""
        return [ref for ref in self.stands if self.is_open_to(ref)]


def opening_mark(number: int, position_on: date, rows: Sequence[OpeningPlan]) -> str:
    """Return what tells a preview from one of another plan, another day or another file."""
    return sha256(repr((number, position_on, rows)).encode()).hexdigest()[:32]
