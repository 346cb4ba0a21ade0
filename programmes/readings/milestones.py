"""Milestones with their baselines and what months have reported of them, as facts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.facts import PeriodFacts
from irp.fields import plan_date_of
from irp.models import Post, User
from irp.readings import Source, periods
from programmes.facts import BaselineFacts, MilestoneFacts, ReportFacts
from programmes.models import (
    Baseline,
    Milestone,
    MilestoneReport,
    Programme,
    Return,
    Workstream,
)
from programmes.words import Delivery, ReturnState


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What milestones and returns are put together with, by keys: read once for a reading."""

    periods: dict[int, PeriodFacts]  # newest month first
    programmes: dict[int, str]  # references
    posts: dict[int, str]  # titles
    streams: dict[int, tuple[int, int, str]]  # programme, number and name of workstreams
    states: dict[int, ReturnState]  # of the programmes' returns
    returns: list[tuple[int, int, int]]  # key, programme and period of each

    @property
    def opened(self) -> list[int]:
        """Return the keys of the periods that were opened, newest month first."""
        return [key for key, period in self.periods.items() if period.opened_at]

    def workstreams(self, programme: int) -> tuple[str, ...]:
        """Return the names of a programme's workstreams by number."""
        own = sorted(stream for stream in self.streams.values() if stream[0] == programme)
        return tuple(name for *_, name in own)


def frame(source: Source, programmes: list[Any], **scope: Any) -> Frame:
    """Return the frame of programmes' rows, in four statements; `scope` is by `programme_id`."""
    streams = source.columns(Workstream, "id", "programme_id", "number", "name", **scope)
    returns = source.columns(Return, "id", "programme_id", "period_id", "state", **scope)
    return Frame(
        periods=periods(source),
        programmes={row.id: row.ref for row in programmes},
        posts=dict(source.columns(Post, "id", "title")),
        streams={key: (programme, number, name) for key, programme, number, name in streams},
        states={key: ReturnState(state) for key, *_, state in returns},
        returns=[(key, programme, period) for key, programme, period, _ in returns],
    )


def milestone_facts(source: Source, ref: str) -> MilestoneFacts | None:
    """Return one milestone with every month's report, or None where there is no such row.

    In nine statements. As at a moment before it was entered there is none.
    """
    rows = source.rows(Milestone, ref=ref)
    if not rows:
        return None
    programme = rows[0].programme_id
    known = frame(source, source.rows(Programme, id=programme), programme_id=programme)
    return assembled(source, rows, known, every_report=True)[0]


def assembled(
    source: Source, rows: list[Any], known: Frame, *, months: int = 0, every_report: bool = False
) -> list[MilestoneFacts]:
    """Return the facts of milestone rows, by workstream and number, in four statements.

    Their reports are the newest that counts and those of the newest `months` months, or all.
    """
    keys = [row.id for row in rows]
    baselines = defaultdict(list)
    for row in source.acts(Baseline, milestone_id__in=keys):
        baselines[row.milestone_id].append(_baseline(row))
    reports = _reports(source, keys, known, months=months, every=every_report)
    streams = {row.id: known.streams.get(row.workstream_id, (0, 0, None)) for row in rows}
    ordered = sorted(rows, key=lambda row: (streams[row.id][1], row.number))
    return [
        MilestoneFacts(
            ref=row.ref,
            programme=known.programmes[row.programme_id],
            number=row.number,
            title=row.title,
            kind=row.kind,
            workstream=streams[row.id][2],
            note=row.note,
            erratum=row.erratum,
            own_sao=known.posts.get(row.own_sao_id),
            own_lead_member=known.posts.get(row.own_lead_member_id),
            retired_on=row.retired_on,
            baselines=tuple(sorted(baselines[row.id], key=lambda one: one.number)),
            reports=tuple(reports[row.id]),
        )
        for row in ordered
    ]


def _baseline(row: Baseline) -> BaselineFacts:
    return BaselineFacts(
        number=row.number, start=row.start, end=row.end, reason=row.reason, at=row.at
    )


def _reports(
    source: Source, keys: Collection[int], known: Frame, *, months: int, every: bool
) -> dict[int, list[ReportFacts]]:
    """Return each milestone's reports, newest first: which to read is chosen by slim columns."""
    columns = ("id", "milestone_id", "period_id", "ret_id")
    index = source.columns(MilestoneReport, *columns, milestone_id__in=keys)
    states = {**known.states, **_elsewhere(source, {row[3] for row in index} - set(known.states))}
    if not every:
        index = _chosen(index, known, states, watched=set(known.opened[:months]))
    rows = source.rows(MilestoneReport, id__in=[row[0] for row in index])
    names = dict(source.columns(User, "id", "name", id__in={row.reported_by_id for row in rows}))
    found = defaultdict(list)
    for row in rows:
        found[row.milestone_id].append(
            ReportFacts(
                month=known.periods[row.period_id].month,
                delivery=Delivery(row.delivery),
                forecast=plan_date_of(row, "forecast"),
                actual_on=row.actual_on,
                narrative=row.narrative,
                reason=row.reason,
                no_change=row.no_change,
                by_name=names[row.reported_by_id],
                at=row.reported_at,
                state=states[row.ret_id],
            )
        )
    for reports in found.values():
        reports.sort(key=lambda report: report.month, reverse=True)
    return found


def _elsewhere(source: Source, keys: Collection[int]) -> dict[int, ReturnState]:
    """Return the states of returns of other programmes, which a row was in before it moved."""
    found = source.columns(Return, "id", "state", id__in=keys) if keys else []
    return {key: ReturnState(state) for key, state in found}


def _chosen(
    index: list[tuple[Any, ...]],
    known: Frame,
    states: dict[int, ReturnState],
    *,
    watched: Collection[int],
) -> list[tuple[Any, ...]]:
    """Return the entries of each milestone's newest report that counts and of the periods watched.

    What was frozen unsigned counts for nothing (Rule 16).
    """
    newest: dict[int, tuple[date, int]] = {}
    for key, milestone, period, ret in index:
        place = (known.periods[period].month, key)
        counts = states[ret] is not ReturnState.NOT_REPORTED
        if counts and (milestone not in newest or newest[milestone] < place):
            newest[milestone] = place
    chosen = {key for _, key in newest.values()}
    return [row for row in index if row[0] in chosen or row[2] in watched]
