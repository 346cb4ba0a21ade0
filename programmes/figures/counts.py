"""How many milestones have which status, and which of them a count counts (Rules 6, 9 and 10)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from irp.rules.measuring import Measured
from programmes.facts import Position
from programmes.figures.positions import Counted, alike
from programmes.rules.delivery import (
    days_late,
    due_in,
    forecast_moved,
    is_past_forecast,
    known_delivery,
    milestone_status,
    owes_report,
)
from programmes.words import CLOSED, Delivery, MilestoneGroup, MilestoneStatus


@dataclass(frozen=True, kw_only=True)
class MilestoneCounts:
    """How many of some milestones are in each group; the rest are due later, recur or go on.

    `late` are open and past their current baseline, `late_b0` past the one first published
    (Rule 9); `done_late` were completed after their current baseline, `descoped_late` taken out of
    scope once the first published one had passed (Rule 4); `unbaselined` have their
    date to be confirmed (Rule 10). `owed` rows owe a report of the month shown, `reported` of them
    have one; `past_forecast` are open behind their own forecast, whatever their kind; `moved` are
    open with another forecast than in the report before; `unconfirmed` are done, and no second
    person has confirmed what asks for it.
    """

    every: int = 0
    open: int = 0
    done: int = 0
    done_late: int = 0
    descoped_late: int = 0
    due_30: int = 0
    due_60: int = 0
    due: int = 0
    late: int = 0
    late_b0: int = 0
    rebaselined: int = 0
    unbaselined: int = 0
    owed: int = 0
    reported: int = 0
    unreported: int = 0
    past_forecast: int = 0
    moved: int = 0
    unconfirmed: int = 0

    @property
    def finding(self) -> str:
        """Return what the dates come to: "3 open: 1 late, 2 due in 90 days; 16 completed …"."""
        ahead = f"{self.open} open: {self.late} late, {self.due} due in 90 days"
        behind = f"{self.done} completed, {self.done_late} of them late"
        return f"{ahead if self.open else 'None open'}; {behind}"

    @property
    def closed(self) -> int:
        """Return how many are completed or out of scope."""
        return self.every - self.open

    @property
    def rest(self) -> int:
        """Return how many are neither done nor late."""
        return self.every - self.done - self.late


def in_group(counts: Iterable[MilestoneCounts], group: MilestoneGroup) -> int:
    """Return how many milestones of several programmes are in a group."""
    return sum(getattr(tally, group.value) for tally in counts)


def count(
    rows: Iterable[Counted],
    *,
    measured: Measured,
    month: date | None,
    withheld: Collection[str] = (),
) -> MilestoneCounts:
    """Return the counts of some milestones, whether read whole, as positions or those alike.

    `withheld` are the programmes of which the month shown is kept from the reader (Rule 15): what
    they owe of it is not counted.
    """
    tally = dict.fromkeys(MilestoneCounts.__dataclass_fields__, 0)
    for position, refs in alike(rows):
        told = None if position.programme in withheld else month
        for group in groups_of(position, measured=measured, month=told):
            tally[group] += len(refs)
    return MilestoneCounts(**tally)


AHEAD = {MilestoneGroup.DUE_30: 30, MilestoneGroup.DUE_60: 60}  # days
OF_STATUS = {
    MilestoneStatus.DONE: MilestoneGroup.DONE,
    MilestoneStatus.DUE: MilestoneGroup.DUE,
    MilestoneStatus.LATE: MilestoneGroup.LATE,
    MilestoneStatus.TO_BE_CONFIRMED: MilestoneGroup.UNBASELINED,
}


def groups_of(row: Position, *, measured: Measured, month: date | None) -> list[MilestoneGroup]:
    """Return every group that a milestone is counted in; `month` is the one shown."""
    known = known_delivery(delivery=row.delivery, actual_on=row.actual_on, measured=measured)
    status = milestone_status(
        kind=row.kind, latest=row.baseline_latest, delivery=known, measured=measured
    )
    groups = [MilestoneGroup.EVERY]
    if known not in CLOSED:
        groups.append(MilestoneGroup.OPEN)
    if status in OF_STATUS:
        groups.append(OF_STATUS[status])
    if row.moves > 0:
        groups.append(MilestoneGroup.REBASELINED)
    if month is not None:
        groups += _reporting(row, month)
    if status is MilestoneStatus.DESCOPED:
        return groups + _descoped(row)
    if status is MilestoneStatus.DONE:
        return groups + _done(row, known, measured)
    return groups + _dates(row, known, status, measured)


def _reporting(row: Position, month: date) -> list[MilestoneGroup]:
    """Return whether a report of the month is owed, and whether there is one."""
    if owes_report(delivery=row.delivery, reported=row.month, month=month):
        return [MilestoneGroup.OWED, MilestoneGroup.UNREPORTED]
    is_reported = row.month is not None and row.month >= month
    if is_reported and row.delivery_before not in CLOSED:
        return [MilestoneGroup.OWED, MilestoneGroup.REPORTED]
    return []


def _done(row: Position, known: Delivery | None, measured: Measured) -> list[MilestoneGroup]:
    """Return whether a completed row was late against its baseline, and is to be confirmed."""
    late = [MilestoneGroup.DONE_LATE] if _days_late(row, known, measured) else []
    return [*late, MilestoneGroup.UNCONFIRMED] if row.is_unconfirmed else late


def _descoped(row: Position) -> list[MilestoneGroup]:
    """Return whether a row was past its first published date by the month it was descoped in."""
    if row.kind != "dated" or row.b0_latest is None or row.month is None:
        return []
    was_late = Measured.month_end(row.month).has_passed(row.b0_latest)
    return [MilestoneGroup.DESCOPED_LATE] if was_late else []


def _days_late(row: Position, known: Delivery | None, measured: Measured) -> int | None:
    """Return the days by which a row is late against its current baseline."""
    return days_late(
        kind=row.kind,
        latest=row.baseline_latest,
        delivery=known,
        actual_on=row.actual_on,
        measured=measured,
    )


def _dates(
    row: Position, known: Delivery | None, status: MilestoneStatus, measured: Measured
) -> list[MilestoneGroup]:
    """Return the groups of a row that is not completed, by its baselines and its forecast."""
    groups = []
    if status is MilestoneStatus.DUE and row.baseline_latest:
        soon = due_in(row.baseline_latest, measured=measured)
        groups += [group for group, days in AHEAD.items() if soon is not None and soon <= days]
    if is_past_forecast(delivery=known, latest=row.forecast_latest, measured=measured):
        groups.append(MilestoneGroup.PAST_FORECAST)
    if forecast_moved(  # as reported: what was completed after the day gives no other forecast
        delivery=row.delivery,
        before=row.delivery_before,
        was=row.forecast_before,
        now=row.forecast_latest,
    ):
        groups.append(MilestoneGroup.MOVED)
    if row.b0_latest != row.baseline_latest:  # most rows were never moved: asked once
        status = milestone_status(
            kind=row.kind, latest=row.b0_latest, delivery=known, measured=measured
        )
    if status is MilestoneStatus.LATE:
        groups.append(MilestoneGroup.LATE_B0)
    return groups


class LateRow(NamedTuple):
    """An open milestone that is late against its current baseline, and by how many days."""

    ref: str
    days: int


def late_rows(rows: Iterable[Counted], *, measured: Measured) -> list[LateRow]:
    """Return the open milestones of some that are late, the longest late first."""
    late = []
    for position, refs in alike(rows):
        known = known_delivery(
            delivery=position.delivery, actual_on=position.actual_on, measured=measured
        )
        if known not in CLOSED and (days := _days_late(position, known, measured)):
            late += [LateRow(ref, days) for ref in refs]
    return longest_late_first(late)


def longest_late_first(late: Iterable[LateRow]) -> list[LateRow]:
    """Return late milestones, the longest late first, those of one day by reference."""
    return sorted(sorted(late), key=itemgetter(LateRow._fields.index("days")), reverse=True)


# The late first, then what is due, what has no date, and what is closed.
TURNS = (MilestoneGroup.LATE, MilestoneGroup.DUE, MilestoneGroup.OPEN)


def milestone_urgency(row: Position, *, measured: Measured) -> tuple[int, date]:
    """Return the place of a milestone in a list: the longest late first, the closed last.

    Rows of one place come in the plan's order, which is the caller's.
    """
    groups = groups_of(row, measured=measured, month=None)
    turn = next((turn for turn, group in enumerate(TURNS) if group in groups), len(TURNS))
    if turn == len(TURNS):
        return turn, date.max
    dated = row.kind == "dated" and row.baseline_latest is not None
    return turn, row.baseline_latest if dated and row.baseline_latest else date.max
