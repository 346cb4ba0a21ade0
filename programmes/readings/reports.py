"""What months have reported of milestones, as facts.

Of a long plan the newest months are read, and of what was closed before them the newest report.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from irp.models import User
from irp.readings import Now, Source
from irp.rules.plan_dates import plan_date
from programmes.facts import ReportFacts
from programmes.models import MilestoneReport, Return
from programmes.readings.frames import Frame
from programmes.words import Delivery, ReturnState

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


class _Slim(NamedTuple):
    """The columns that a report is chosen by."""

    id: int
    milestone_id: int
    period_id: int
    ret_id: int


def reports_of(
    source: Source, keys: Collection[int], known: Frame, *, periods: Collection[int] | None
) -> Reports:
    """Return the reports of milestones in some periods, None for all, and the newest signed one.

    Which these are is told by slim columns of every report. One or two statements, and one more for
    returns of other programmes. Reporters are those of the returns whose reports were read.
    """
    if periods is None:
        rows = _rows(source, milestone_id__in=keys)
        return _as_facts(source, rows, known, _states(source, known, (row.ret_id for row in rows)))
    slim = source.columns(MilestoneReport, *_Slim._fields, milestone_id__in=keys)
    index = [_Slim(*row) for row in slim]
    states = _states(source, known, (row.ret_id for row in index))
    signed = [row for row in index if row.ret_id in states and states[row.ret_id].is_received]
    signed.sort(key=lambda row: (known.periods[row.period_id].month, row.id))
    newest = {row.milestone_id: row.id for row in signed}
    chosen = {row.id for row in index if row.period_id in periods} | {*newest.values()}
    rows = _rows(source, id__in=chosen) if chosen else []
    return _as_facts(source, rows, known, states)


def _rows(source: Source, **scope: Collection[int]) -> list[ReportRow]:
    names = [*ReportRow._fields[:-1], *(["reported_by__name"] if isinstance(source, Now) else [])]
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
