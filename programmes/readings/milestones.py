"""Milestones with their baselines and what months have reported of them, as facts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.facts import PeriodFacts
from irp.fields import plan_date_of
from irp.models import Post, User
from irp.readings import Now, Source, periods
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
class ReturnRow:
    """A return as far as others are put together by it; `row` is the whole of it, if read."""

    key: int
    programme: int
    period: int
    state: ReturnState
    row: Any = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What milestones and returns are put together with, by keys: read once for a reading."""

    periods: dict[int, PeriodFacts]  # newest month first
    programmes: dict[int, str]  # references
    posts: dict[int, str]  # titles
    streams: dict[int, tuple[int, int, str]]  # programme, number and name of workstreams
    returns: dict[int, ReturnRow]  # of the programmes

    @property
    def opened(self) -> list[int]:
        """Return the keys of the periods that were opened, newest month first."""
        return [key for key, period in self.periods.items() if period.opened_at]

    def workstreams(self, programme: int) -> tuple[str, ...]:
        """Return the names of a programme's workstreams by number."""
        own = sorted(stream for stream in self.streams.values() if stream[0] == programme)
        return tuple(name for *_, name in own)


def frame(source: Source, programmes: list[Any], **scope: Any) -> Frame:
    """Return the frame of programmes' rows, in four statements; `scope` is by `programme_id`.

    With a scope, which is one programme's, its returns are read whole.
    """
    streams = source.columns(Workstream, "id", "programme_id", "number", "name", **scope)
    return Frame(
        periods=periods(source),
        programmes={row.id: row.ref for row in programmes},
        posts={row.id: row.title for row in source.rows(Post)},
        streams={key: (programme, number, name) for key, programme, number, name in streams},
        returns={ret.key: ret for ret in _returns(source, scope)},
    )


def _returns(source: Source, scope: dict[str, Any]) -> list[ReturnRow]:
    if not scope:
        columns = source.columns(Return, "id", "programme_id", "period_id", "state")
        return [
            ReturnRow(key=key, programme=programme, period=period, state=ReturnState(state))
            for key, programme, period, state in columns
        ]
    return [
        ReturnRow(
            key=row.id,
            programme=row.programme_id,
            period=row.period_id,
            state=ReturnState(row.state),
            row=row,
        )
        for row in source.rows(Return, **scope)
    ]


@dataclass(frozen=True, kw_only=True)
class MilestoneReading:
    """One milestone with the rows that its own page prints the plan's entry from."""

    facts: MilestoneFacts
    row: Any
    programme: Any
    posts: dict[int, str]  # titles
    periods: dict[int, PeriodFacts]


def milestone_reading(source: Source, ref: str) -> MilestoneReading | None:
    """Return one milestone with every month's report, or None where there is no such row.

    In ten statements. As at a moment before it was entered there is none.
    """
    rows = source.rows(Milestone, ref=ref)
    if not rows:
        return None
    key = rows[0].programme_id
    programmes = source.rows(Programme, id=key)
    known = frame(source, programmes, programme_id=key)
    (facts,), _ = assembled(source, rows, known, every_report=True)
    return MilestoneReading(
        facts=facts, row=rows[0], programme=programmes[0], posts=known.posts, periods=known.periods
    )


def milestone_facts(source: Source, ref: str) -> MilestoneFacts | None:
    """Return the facts of `milestone_reading`."""
    found = milestone_reading(source, ref)
    return found.facts if found else None


def whole_milestone(source: Now, ref: str) -> MilestoneFacts:
    """Return the facts of a milestone that is in the plan now: none is ever deleted (Rule 24)."""
    found = milestone_facts(source, ref)
    if found is None:
        raise Milestone.DoesNotExist(ref)
    return found


@dataclass
class Reports:
    """Reports as facts by milestone, newest first, and whose accounts each return's are of."""

    of_milestone: dict[int, list[ReportFacts]]
    reporters: dict[int, set[int]]  # by return


def assembled(
    source: Source, rows: list[Any], known: Frame, *, months: int = 0, every_report: bool = False
) -> tuple[list[MilestoneFacts], Reports]:
    """Return the facts of milestone rows, by workstream and number, and their reports.

    In four statements.

    Their reports are the newest that counts and those of the newest `months` months, or all.
    """
    keys = [row.id for row in rows]
    baselines = defaultdict(list)
    for row in source.acts(Baseline, milestone_id__in=keys):
        baselines[row.milestone_id].append(_baseline(row))
    reports = _reports(source, keys, known, months=months, every=every_report)
    streams = {row.id: known.streams.get(row.workstream_id, (0, 0, None)) for row in rows}
    ordered = sorted(rows, key=lambda row: (streams[row.id][1], row.number))
    facts = [
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
            baselines=tuple(sorted(baselines[row.id], key=lambda row: row.number)),
            reports=tuple(reports.of_milestone[row.id]),
        )
        for row in ordered
    ]
    return facts, reports


def _baseline(row: Baseline) -> BaselineFacts:
    return BaselineFacts(
        number=row.number,
        start=row.start,
        end=row.end,
        reason=row.reason,
        at=row.at,
        by_name=row.by_name,
        by_post=row.by_post,
    )


def _reports(
    source: Source, keys: Collection[int], known: Frame, *, months: int, every: bool
) -> Reports:
    """Return the reports of milestones: which to read whole is chosen by slim columns."""
    columns = ("id", "milestone_id", "period_id", "ret_id", "reported_by_id")
    index = source.columns(MilestoneReport, *columns, milestone_id__in=keys)
    states = {key: ret.state for key, ret in known.returns.items()}
    states |= _elsewhere(source, {row[3] for row in index} - set(states))
    reporters: dict[int, set[int]] = defaultdict(set)
    for *_, ret, by in index:
        reporters[ret].add(by)
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
    return Reports(found, reporters)


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
    for key, milestone, period, ret, _ in index:
        place = (known.periods[period].month, key)
        counts = states[ret] is not ReturnState.NOT_REPORTED
        if counts and (milestone not in newest or newest[milestone] < place):
            newest[milestone] = place
    chosen = {key for _, key in newest.values()}
    return [row for row in index if row[0] in chosen or row[2] in watched]
