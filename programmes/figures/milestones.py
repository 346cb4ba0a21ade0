"""Milestones as pages, packs and lists show them, and how many have which status (Rules 8 to 10).

Dates are plan dates and days, never words: whoever prints them asks `irp.rules.plan_dates.printed`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date
from programmes.facts import MilestoneFacts, Position, ReportFacts
from programmes.rules.delivery import (
    days_late,
    forecast_slip,
    is_past_forecast,
    known_delivery,
    milestone_status,
)
from programmes.words import CLOSED, Delivery, MilestoneStatus, ReturnState


@dataclass(frozen=True, kw_only=True)
class MilestoneLine:
    """One milestone: its newest report that counts against its baselines, by the measured day.

    `delivery` and `actual_on` are as reported; `status`, `days_late` and `days_late_b0` are what
    was so by the measured day, days past each baseline, 0 in time. `slip` is the forecast's
    distance from the current baseline in days, negative before it.
    """

    ref: str
    title: str
    kind: str
    workstream: str | None
    erratum: str
    note: str
    own_sao: str | None
    start: PlanDate  # of the current baseline
    b0: PlanDate
    baseline: PlanDate
    baseline_number: int
    forecast: PlanDate | None
    slip: int | None
    delivery: Delivery | None
    actual_on: date | None
    days_late: int | None
    days_late_b0: int | None
    status: MilestoneStatus
    month: date | None  # that the report is of
    no_change: bool
    narrative: str
    reason: str
    is_stale: bool  # open, and its report is of an earlier month than the one shown
    is_owed: bool  # open, and without a report of the month shown

    @property
    def is_done(self) -> bool:
        """Tell whether it was completed."""
        return self.status is MilestoneStatus.DONE

    @property
    def is_open(self) -> bool:
        """Tell whether work is still to come."""
        return self.status not in {MilestoneStatus.DONE, MilestoneStatus.DESCOPED}

    @property
    def is_late(self) -> bool:
        """Tell whether it is open with its current baseline passed."""
        return self.status is MilestoneStatus.LATE

    @property
    def is_unbaselined(self) -> bool:
        """Tell whether its date is to be confirmed: neither late nor on track (Rule 10)."""
        return self.status is MilestoneStatus.TO_BE_CONFIRMED


def newest_that_counts(reports: Iterable[ReportFacts]) -> ReportFacts | None:
    """Return the first report that counts of some, newest first.

    What a return frozen unsigned says counts for nothing (Rule 16).
    """
    return next(
        (report for report in reports if report.state is not ReturnState.NOT_REPORTED), None
    )


def milestone_line(
    facts: MilestoneFacts, *, measured: Measured, month: date | None
) -> MilestoneLine:
    """Return a milestone's line; `month` is the one shown, None before any was opened."""
    report = newest_that_counts(facts.reports)
    dates = [deciding_date(row.start, row.end) for row in facts.baselines] or [UNDATED]
    b0, baseline = dates[0], dates[-1]
    delivery, actual_on = (report.delivery, report.actual_on) if report else (None, None)
    forecast = report.forecast if report else None
    known = known_delivery(delivery=delivery, actual_on=actual_on, measured=measured)
    stands = partial(milestone_status, kind=facts.kind, delivery=known, measured=measured)
    late = partial(days_late, kind=facts.kind, delivery=known, measured=measured)
    is_old = month is not None and (report is None or report.month < month)
    is_owed = known not in CLOSED and is_old
    return MilestoneLine(
        ref=facts.ref,
        title=facts.title,
        kind=facts.kind,
        workstream=facts.workstream,
        erratum=facts.erratum,
        note=facts.note,
        own_sao=facts.own_sao,
        start=facts.baselines[-1].start if facts.baselines else UNDATED,
        b0=b0,
        baseline=baseline,
        baseline_number=facts.baselines[-1].number if facts.baselines else 0,
        forecast=forecast,
        slip=forecast_slip(baseline=baseline, forecast=forecast or UNDATED, delivery=known),
        delivery=delivery,
        actual_on=actual_on,
        days_late=late(latest=baseline.latest, actual_on=actual_on),
        days_late_b0=late(latest=b0.latest, actual_on=actual_on),
        status=stands(latest=baseline.latest),
        month=report.month if report else None,
        no_change=bool(report and report.no_change),
        narrative=report.narrative if report else "",
        reason=report.reason if report else "",
        is_stale=is_owed and report is not None,
        is_owed=is_owed,
    )


@dataclass(frozen=True, kw_only=True)
class MilestoneCounts:
    """How many of some milestones; the rest are due later, recur or go on.

    `late` are open and past their current baseline, `late_b0` past the one first published
    (Rule 9); `done_late` were completed after their current baseline; `unbaselined` have their
    date to be confirmed (Rule 10). `owed` rows owe a report of the month shown, `reported` of them
    have one; `past_forecast` are open behind their own forecast, whatever their kind.
    """

    every: int = 0
    done: int = 0
    done_late: int = 0
    due: int = 0
    late: int = 0
    late_b0: int = 0
    rebaselined: int = 0
    unbaselined: int = 0
    owed: int = 0
    reported: int = 0
    past_forecast: int = 0


COUNTED = {
    MilestoneStatus.DONE: "done",
    MilestoneStatus.DUE: "due",
    MilestoneStatus.LATE: "late",
    MilestoneStatus.TO_BE_CONFIRMED: "unbaselined",
}


def count(
    rows: Iterable[MilestoneFacts | Position], *, measured: Measured, month: date | None
) -> MilestoneCounts:
    """Return the counts of some milestones, whether read whole or as positions."""
    tally = dict.fromkeys(MilestoneCounts.__dataclass_fields__, 0)
    for row in rows:
        position = row if isinstance(row, Position) else position_of(row)
        for name in _counted(position, measured, month):
            tally[name] += 1
    return MilestoneCounts(**tally)


def position_of(facts: MilestoneFacts) -> Position:
    """Return a milestone as far as counting goes."""
    counting = [report for report in facts.reports if report.state is not ReturnState.NOT_REPORTED]
    newest = counting[0] if counting else None
    ends = [deciding_date(row.start, row.end).latest for row in facts.baselines] or [None]
    return Position(
        ref=facts.ref,
        programme=facts.programme,
        kind=facts.kind,
        b0_latest=ends[0],
        baseline_latest=ends[-1],
        baseline_number=facts.baselines[-1].number if facts.baselines else 0,
        delivery=newest.delivery if newest else None,
        actual_on=newest.actual_on if newest else None,
        forecast_latest=newest.forecast.latest if newest else None,
        month=newest.month if newest else None,
        delivery_before=counting[1].delivery if len(counting) > 1 else None,
    )


def _counted(row: Position, measured: Measured, month: date | None) -> list[str]:
    """Return the counts that a milestone belongs to."""
    known = known_delivery(delivery=row.delivery, actual_on=row.actual_on, measured=measured)
    status = milestone_status(
        kind=row.kind, latest=row.baseline_latest, delivery=known, measured=measured
    )
    names = ["every"]
    if status in COUNTED:
        names.append(COUNTED[status])
    if row.baseline_number > 0:
        names.append("rebaselined")
    if month is not None:
        reported = row.month is not None and row.month >= month
        if (row.delivery_before if reported else row.delivery) not in CLOSED:
            names += ["owed", "reported"] if reported else ["owed"]
    if status is MilestoneStatus.DONE and _days_late(row, known, measured):
        names.append("done_late")
    if is_past_forecast(delivery=known, latest=row.forecast_latest, measured=measured):
        names.append("past_forecast")
    if row.b0_latest != row.baseline_latest:  # most rows were never moved: asked once
        status = milestone_status(
            kind=row.kind, latest=row.b0_latest, delivery=known, measured=measured
        )
    if status is MilestoneStatus.LATE:
        names.append("late_b0")
    return names


def _days_late(row: Position, known: Delivery | None, measured: Measured) -> int | None:
    """Return the days by which a row is late against its current baseline."""
    return days_late(
        kind=row.kind,
        latest=row.baseline_latest,
        delivery=known,
        actual_on=row.actual_on,
        measured=measured,
    )


def by_status(lines: Sequence[MilestoneLine]) -> dict[MilestoneStatus, int]:
    """Return how many milestones have which status; every one has one."""
    return {where: sum(line.status is where for line in lines) for where in MilestoneStatus}


def by_workstream(
    lines: Iterable[MilestoneLine],
) -> list[tuple[str | None, list[MilestoneLine]]]:
    """Return lines under their workstreams, those without one first."""
    return [(name, list(rows)) for name, rows in groupby(lines, key=lambda line: line.workstream)]
