"""What months have reported of milestones, as facts.

Of a long plan the newest months are read, and of what was closed before them the newest report.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from irp.models import User
from irp.readings import Now, Source, rows_of
from irp.rules.plan_dates import plan_date
from programmes.facts import ReportFacts
from programmes.models import MilestoneReport, Return
from programmes.readings.frames import Frame
from programmes.words import RECEIVED, Delivery, ReturnState

DELIVERIES = {delivery.value: delivery for delivery in Delivery}


@dataclass
class Reports:
    """Reports as facts by milestone, newest first, and whose accounts each return's are of."""

    of_milestone: dict[int, list[ReportFacts]]
    reporters: dict[int, set[int]]  # by return
    names: dict[int, str]  # of whoever reported, by their keys


class ReportRow(NamedTuple):
    """The columns of a report that its facts are made of: a tuple, since a plan has thousands."""

    id: int
    milestone_id: int
    period_id: int
    ret_id: int
    delivery: str
    forecast_raw: str
    forecast_precision: str
    forecast_earliest: date | None
    forecast_latest: date | None
    actual_on: date | None
    narrative: str
    reason: str
    no_change: bool
    evidence: str
    no_evidence: str
    to_confirm: bool
    handed_to: str
    reported_by_id: int
    reported_at: datetime
    by_name: str | None = (
        None  # as it is now; None as at a past moment, which reads people by itself
    )


COLUMNS = ReportRow._fields[:-1]
COLUMNS_NOW = (*COLUMNS, "reported_by__name")


def reports_of(
    source: Source, keys: Collection[int], known: Frame, *, periods: Collection[int] | None
) -> Reports:
    """Return the reports of milestones in some periods, None for all, and the newest signed one.

    Now, a signed report in one of those periods is taken for the newest, and none after them is
    looked for. One or two statements now, two of the past, one more for returns of other
    programmes. Reporters are those of the returns whose reports were read.
    """
    if periods is None:
        rows = _rows(source, milestone_id__in=keys)
    elif isinstance(source, Now):
        rows = _now(source, keys, known, periods)
    else:
        rows = _then(source, keys, known, periods)
    return _as_facts(source, rows, known, _states(source, known, (row.ret_id for row in rows)))


def _now(
    source: Now, keys: Collection[int], known: Frame, periods: Collection[int]
) -> list[ReportRow]:
    """Return the reports of some periods, and of what has no signed one among them its newest."""
    rows = _rows(source, milestone_id__in=keys, period_id__in=periods)
    signed = {ret for ret, frame in known.returns.items() if frame.state.is_received}
    found = {row.milestone_id for row in rows if row.ret_id in signed}
    others = [key for key in keys if key not in found]
    if not others or len(periods) >= len(known.opened):
        return rows
    read = {row.id for row in rows}
    newest = (ReportRow(*row) for row in rows_of(_newest_signed, milestones=others))
    return rows + [row for row in newest if row.id not in read]


def _newest_signed(*, milestones: Collection[int]) -> QuerySet[MilestoneReport, Any]:
    """Return the newest signed report of each of the milestones that has one."""
    place = Window(RowNumber(), partition_by=F("milestone"), order_by=[F("period__month").desc()])
    signed = MilestoneReport.objects.filter(milestone__in=milestones, ret__state__in=RECEIVED)
    newest = signed.order_by().annotate(place=place).filter(place=1).values("pk")
    return MilestoneReport.objects.filter(pk__in=newest).order_by().values_list(*COLUMNS_NOW)


def _then(
    source: Source, keys: Collection[int], known: Frame, periods: Collection[int]
) -> list[ReportRow]:
    """Return the same of the past, chosen by slim columns of every report."""
    names = ("id", "milestone_id", "period_id", "ret_id")
    every = source.columns(MilestoneReport, *names, milestone_id__in=keys)
    every.sort(key=lambda row: known.periods[row[2]].month)
    states = _states(source, known, (ret for *_, ret in every))
    newest = {
        milestone: key
        for key, milestone, _, ret in every
        if ret in states and states[ret].is_received
    }
    chosen = {key for key, _, period, _ in every if period in periods} | {*newest.values()}
    return _rows(source, id__in=chosen) if chosen else []


def _rows(source: Source, **scope: Collection[int]) -> list[ReportRow]:
    names = COLUMNS_NOW if isinstance(source, Now) else COLUMNS
    rows = source.columns(MilestoneReport, *names, **scope)
    return [ReportRow(*row) for row in rows]


def _states(source: Source, known: Frame, returns: Iterable[int]) -> dict[int, ReturnState]:
    """Return the states of returns, of other programmes too, which a row was in before it moved."""
    states = {key: ret.state for key, ret in known.returns.items()}
    elsewhere = set(returns) - set(states)
    found = source.columns(Return, "id", "state", id__in=elsewhere) if elsewhere else []
    return states | {key: ReturnState(state) for key, state in found}


def _as_facts(
    source: Source, rows: list[ReportRow], known: Frame, states: dict[int, ReturnState]
) -> Reports:
    unnamed = {row.reported_by_id for row in rows if row.by_name is None}
    names = {row.reported_by_id: row.by_name for row in rows if row.by_name is not None}
    names |= dict(source.columns(User, "id", "name", id__in=unnamed)) if unnamed else {}
    found = Reports(defaultdict(list), defaultdict(set), names)
    for row in rows:
        # As at a past moment: a return may have been written down after its reports, when seeded.
        if row.ret_id not in states:
            continue
        found.reporters[row.ret_id].add(row.reported_by_id)
        found.of_milestone[row.milestone_id].append(
            ReportFacts(
                month=known.periods[row.period_id].month,
                delivery=DELIVERIES[row.delivery],
                forecast=plan_date(
                    row.forecast_raw,
                    row.forecast_precision,
                    row.forecast_earliest,
                    row.forecast_latest,
                ),
                actual_on=row.actual_on,
                narrative=row.narrative,
                reason=row.reason,
                no_change=row.no_change,
                evidence=row.evidence,
                no_evidence=row.no_evidence,
                to_confirm=row.to_confirm,
                handed_to=row.handed_to,
                by_name=names[row.reported_by_id],
                at=row.reported_at,
                state=states[row.ret_id],
            )
        )
    for reports in found.of_milestone.values():
        reports.sort(key=lambda report: report.month, reverse=True)
    return found
