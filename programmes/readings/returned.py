"""What a return says beside what the month before said: milestones as facts, last time's words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from irp.models import Post, ReportingPeriod
from irp.readings import AsAt, Source
from irp.rules.calendar import london_day
from irp.words import PostKind
from programmes.facts import MilestoneFacts
from programmes.models import Milestone, Return
from programmes.readings.frames import ReturnFrame, frame
from programmes.readings.milestones import assembled
from programmes.rules.withheld import Reader, milestone_seen
from programmes.words import TEXTS, ReturnState


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A return's milestones in force, with what was reported up to its month; last time's return.

    `opened` are the months up to it, newest first.
    """

    milestones: tuple[MilestoneFacts, ...]
    opened: tuple[date, ...]
    before: ReturnFrame | None  # of the month before, with its texts; None for the first
    cpmo: frozenset[str]  # titles of CPMO's posts


def returned(
    source: Source,
    ret: Return,
    *,
    on: date,
    watched: int,
    reader: Reader,
    in_force: list[Milestone] | None = None,
) -> Returned:
    """Return what a person may read of a return's month and those watched before it (Rule 7).

    `in_force` are its programme's milestones in force on the day where they are read already: it
    takes seven statements then, else eight.
    """
    known = frame(source, [ret.programme], texts=TEXTS, programme_id=ret.programme_id)
    opened = [period.month for period in known.periods.values() if period.opened_at]
    months = [month for month in opened if month <= ret.period.month]
    if in_force is None:
        in_force = _in_force(source, ret, on=on)
    facts, _ = assembled(source, in_force, known, also=months[: watched + 1])
    of_month = {known.periods[row.period].month: row for row in known.returns.values()}
    before = of_month.get(months[1]) if len(months) > 1 else None
    return Returned(
        milestones=tuple(
            milestone_seen(_up_to(milestone, ret.period.month), reader) for milestone in facts
        ),
        opened=tuple(months),
        before=before,
        cpmo=frozenset(post.title for post in source.rows(Post) if post.kind == PostKind.CPMO),
    )


def _in_force(source: Source, ret: Return, *, on: date) -> list[Any]:
    """Return a return's rows: of a frozen one those it had then, wherever they are now (18d).

    In one statement.
    """
    frozen_at = ret.period.frozen_at
    if frozen_at:
        source, on = AsAt(frozen_at), london_day(frozen_at)
    rows = source.rows_having(Milestone, programme_id=ret.programme_id)
    return [row for row in rows if row.retired_on is None or on < row.retired_on]


def _up_to(milestone: MilestoneFacts, month: date) -> MilestoneFacts:
    """Return a milestone without what later months reported of it."""
    reports = tuple(report for report in milestone.reports if report.month <= month)
    recurring = milestone.recurring
    if recurring:
        told = tuple(occurrence for occurrence in recurring.reported if occurrence.month <= month)
        recurring = replace(recurring, reported=told)
    return replace(milestone, reports=reports, recurring=recurring)


def states_in(periods: Iterable[ReportingPeriod]) -> dict[int, list[ReturnState]]:
    """Return the states of the returns of some periods, by the period's key; in one statement."""
    found: dict[int, list[ReturnState]] = {}
    rows = Return.objects.filter(period__in=[period.pk for period in periods])
    for period, state in rows.values_list("period_id", "state"):
        found.setdefault(period, []).append(ReturnState(state))
    return found


def received_in(period: int) -> dict[int, ReturnState]:
    """Return the states of a period's returns that an SAO has signed, by key, in plan's order."""
    rows = Return.objects.received().filter(period=period).order_by("programme__number")
    return {key: ReturnState(state) for key, state in rows.values_list("pk", "state")}
