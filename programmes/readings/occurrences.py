"""Recurring rows with what was reported of their occurrences, as facts (Rule 10)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from irp.models import User
from irp.readings import Now, Source, periods, rows_of
from irp.rules.plan_dates import UNDATED, PlanDate, plan_date
from programmes.facts.occurrences import OccurrenceFacts, RecurringFacts, RecurringRow
from programmes.models import Baseline, Milestone, Occurrence, Return
from programmes.readings.frames import ReturnFrame
from programmes.rules.withheld import Reader, recurring_seen
from programmes.words import MilestoneKind, ReturnState, Turn

COLUMNS = (
    "id", "milestone_id", "due_on", "turn", "done_on", "reason", "period_id", "ret_id",
    "reported_by_id", "reported_at",
)  # fmt: skip


class _Row(NamedTuple):
    """A recurring milestone with the dates of its current baseline, as they are kept."""

    id: int
    ref: str
    programme_id: int
    kind: str
    retired_on: date | None
    first_on: date | None
    title: str
    start_raw: str | None
    start_precision: str
    start_earliest: date | None
    start_latest: date | None
    end_raw: str | None
    end_precision: str
    end_earliest: date | None
    end_latest: date | None


OF_PLAN = _Row._fields.index("start_raw")
PLAN, DATES = _Row._fields[:OF_PLAN], _Row._fields[OF_PLAN:]


def recurring_facts(
    source: Source,
    rows: Iterable[Any],
    *,
    returns: Mapping[int, ReturnFrame],
    names: Mapping[int, str] | None = None,
    read: Sequence[tuple[Any, ...]] | None = None,
) -> dict[int, RecurringFacts]:
    """Return what the recurring ones among some milestones have besides, by their keys.

    `returns` are at least those of their programmes, `names` those of people who are known; None
    leaves out who reported. `read` are the occurrences by `COLUMNS`, if they are read already. In
    up to three statements, mostly one, and one less where they are read.
    """
    recurring = [row for row in rows if row.kind == MilestoneKind.RECURRING]
    if read is None:
        keys = [row.id for row in recurring]
        read = source.columns(Occurrence, *COLUMNS, milestone_id__in=keys)
    if not recurring:
        return {}
    months = {key: period.month for key, period in periods(source).items()}
    first: dict[int, date] = {}
    for ret in returns.values():
        month = months[ret.period]
        first[ret.programme] = min(month, first.get(ret.programme, month))
    reported = _reported(source, read, returns, months, names)
    return {
        row.id: RecurringFacts(
            first_on=row.first_on,
            since=first.get(row.programme_id),
            reported=tuple(reported[row.id]),
        )
        for row in recurring
    }


def _reported(
    source: Source,
    rows: Sequence[tuple[Any, ...]],
    returns: Mapping[int, ReturnFrame],
    months: Mapping[int, date],
    names: Mapping[int, str] | None,
) -> dict[int, list[OccurrenceFacts]]:
    """Return what was reported by milestone, by due day; of several the newest month's is last."""
    found: dict[int, list[OccurrenceFacts]] = defaultdict(list)
    if not rows:
        return found
    others = {row[8] for row in rows} - set(names) if names is not None else set()
    known_names = dict(source.columns(User, "id", "name", id__in=others)) if others else {}
    known_names |= names or {}
    states = {key: ret.state for key, ret in returns.items()}
    elsewhere = {row[7] for row in rows} - set(states)  # of a programme that a row was in before
    if elsewhere:
        known = source.columns(Return, "id", "state", id__in=elsewhere)
        states |= {key: ReturnState(state) for key, state in known}
    for _, milestone, due_on, turn, done_on, reason, period, ret, who, at in rows:
        if ret not in states:  # as at a moment before its return was written down
            continue
        found[milestone].append(
            OccurrenceFacts(
                due_on=due_on,
                turn=Turn(turn),
                done_on=done_on,
                reason=reason,
                month=months[period],
                by_name=known_names.get(who, ""),
                at=at,
                state=states[ret],
            )
        )
    for those in found.values():
        those.sort(key=lambda occurrence: (occurrence.due_on, occurrence.month))
    return found


def recurring_rows(
    source: Source,
    *,
    on: date,
    programmes: Mapping[int, str],
    returns: Mapping[int, ReturnFrame],
    reader: Reader,
) -> list[RecurringRow]:
    """Return every recurring row in force on a day, as a person may read it, by reference.

    `programmes` are the references by key, `returns` all of theirs. In two statements, neither of
    which grows with the rows that do not recur. Who reported is left out.
    """
    rows = [
        row
        for row in map(_Row._make, _recurring(source))
        if row.kind == MilestoneKind.RECURRING and (row.retired_on is None or on < row.retired_on)
    ]
    facts = recurring_facts(source, rows, returns=returns)
    found = [
        RecurringRow(
            ref=row.ref,
            programme=programmes[row.programme_id],
            title=row.title,
            start=_date(row.start_raw, row.start_precision, row.start_earliest, row.start_latest),
            end=_date(row.end_raw, row.end_precision, row.end_earliest, row.end_latest),
            recurring=facts[row.id],
        )
        for row in rows
    ]
    return sorted((recurring_seen(row, reader) for row in found), key=lambda row: row.ref)


def _recurring(source: Source) -> list[tuple[Any, ...]]:
    """Return the columns of at least every row that recurs, with the dates of its baseline."""
    if isinstance(source, Now):
        return list({row[0]: row for row in rows_of(_recurring_now, until=source.at)}.values())
    ever = Milestone.history.filter(kind=MilestoneKind.RECURRING.value).values("id")
    newest = Baseline.objects.filter(milestone_id=OuterRef("id"), at__lte=source.at)
    dates = [Subquery(newest.order_by("-number").values(name)[:1]) for name in DATES]
    return source.columns(Milestone, *PLAN, *dates, id__in=ever)


def _recurring_now(*, until: datetime) -> QuerySet[Milestone, Any]:
    """Return every row that recurs once for each of its baselines, the newest last."""
    known = Q(baselines__at__lte=until) | Q(baselines=None)
    rows = Milestone.objects.filter(known, kind=MilestoneKind.RECURRING.value)
    columns = (*PLAN, *(f"baselines__{name}" for name in DATES))
    return rows.order_by("pk", "baselines__number").values_list(*columns)


def _date(raw: str | None, precision: str, earliest: date | None, latest: date | None) -> PlanDate:
    return UNDATED if raw is None else plan_date(raw, precision, earliest, latest)
