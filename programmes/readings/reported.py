"""What the newest report and the one before say of each milestone, slim: for counting (DESIGN 2a).

Now, reports of a return that say the same are one row of the answer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any

from django.db.models import Case, F, QuerySet, When, Window
from django.db.models.functions import Lead, RowNumber

from irp.querysets import Keys, keys_in
from irp.readings import Now, Source, periods, rows_of
from programmes.models import MilestoneReport, Return
from programmes.readings.frames import ReturnFrame
from programmes.words import RECEIVED, ReturnState

RECENT = 3  # months: this one, which may have no report yet, and two before it
COLUMNS = ("delivery", "actual_on", "forecast_latest")
_BY = Case(When(to_confirm=True, then=F("reported_by_id")))
ALIKE = (*COLUMNS, "to_confirm", "reported_by_id")  # as the index `reports_alike` has them


@dataclass(frozen=True, slots=True, eq=False)
class SlimReport:
    """What a report says of a milestone as far as counting goes; many milestones share one.

    Two are the same if they are one: it is asked of thousands.
    """

    month: date | None  # None for what an earlier tracker said
    delivery: str
    actual_on: date | None
    forecast_latest: date | None
    by: int | None = None  # the account that reported what a second person has to confirm


NOTHING = SlimReport(None, "", None, None)


@dataclass(frozen=True)
class Reported:
    """What the newest report that counts says, and the one before it, by the milestone's key."""

    newest: dict[int, SlimReport] = field(default_factory=dict)
    before: dict[int, SlimReport | None] = field(default_factory=dict)


def reported_now(
    source: Now,
    keys: Iterable[int],
    inside: frozenset[int] | None,
    scope: Mapping[str, Any],
    returns: Iterable[ReturnFrame] | None,
) -> Reported:
    """Return what is reported of milestones, in three statements; in two with known `returns`.

    `inside` are the milestones whose unsigned reports count, None for all (Rule 15). What is still
    reported has its two newest reports within the newest months: they alone are read of it,
    however many months there are. What was closed before is read apart.
    """
    opened = {key: period.month for key, period in periods(source).items() if period.opened_at}
    months = dict(islice(opened.items(), RECENT))
    known = _returns(source, months) if returns is None else returns
    found = _of_months(months, known, inside, scope)
    closed = [] if len(opened) == len(months) else [k for k in keys if not found.before.get(k)]
    if closed:
        own = None if inside is None else inside.intersection(closed)
        for key, was, day, *report in rows_of(_newest, inside=own, milestone__in=closed):
            found.newest[key] = SlimReport(*report)
            found.before[key] = SlimReport(None, was, None, day) if was else None
    return found


def _returns(source: Now, months: Iterable[int]) -> list[ReturnFrame]:
    names = ("id", "programme_id", "period_id", "state")
    rows = source.columns(Return, *names, period_id__in=[*months])
    return [
        ReturnFrame(key, programme, period, ReturnState(state))
        for key, programme, period, state in rows
    ]


def _of_months(
    months: Mapping[int, date],
    returns: Iterable[ReturnFrame],
    inside: frozenset[int] | None,
    scope: Mapping[str, Any],
) -> Reported:
    """Return what is reported in some months, the newest first, by their periods' keys."""
    counted = {
        ret.key: ret
        for ret in returns
        if ret.period in months and ret.state is not ReturnState.NOT_REPORTED
    }
    rows = rows_of(_alike, ret__in=[*counted], **scope) if counted else []
    found = Reported()
    made: dict[tuple[Any, ...], SlimReport] = {}
    newest, before = found.newest, found.before
    for joined, key, *report, to_confirm, by in sorted(
        rows, key=lambda row: months[counted[row[1]].period]
    ):
        ret, those = counted[key], keys_in(joined)
        if inside is not None and not ret.state.is_received:
            those = [key for key in those if key in inside]
        told = months[ret.period], *report, by if to_confirm else None
        alike = made.setdefault(told, SlimReport(*told))
        for milestone in those:
            before[milestone], newest[milestone] = newest.get(milestone), alike
    return found


def _alike(**scope: Any) -> QuerySet[MilestoneReport, Any]:
    """Return the reports of a scope, those of a return that say the same in one row."""
    rows = MilestoneReport.objects.filter(**scope).order_by().values("ret_id", *ALIKE)
    return rows.annotate(keys=Keys("milestone_id")).values_list("keys", "ret_id", *ALIKE)


def _newest(*, inside: Collection[int] | None, **scope: Any) -> QuerySet[MilestoneReport, Any]:
    """Return the newest report that counts of each milestone of a scope, whatever its month."""
    of, newest_first = F("milestone_id"), F("period__month").desc()
    return (
        MilestoneReport.objects.that_count()
        .seen(inside)
        .filter(**scope)
        .order_by()
        .annotate(
            month=F("period__month"),
            place=Window(RowNumber(), partition_by=of, order_by=newest_first),
            delivery_before=Window(Lead("delivery"), partition_by=of, order_by=newest_first),
            forecast_before=Window(Lead("forecast_latest"), partition_by=of, order_by=newest_first),
        )
        .filter(place=1)
        .values_list("milestone_id", "delivery_before", "forecast_before", "month", *COLUMNS, _BY)
    )


def reported_as_at(
    source: Source, inside: frozenset[int] | None, states: Mapping[int, str]
) -> Reported:
    """Return what was reported of every milestone; `states` are those that returns were in."""
    months = {key: period.month for key, period in periods(source).items()}
    reports = defaultdict(list)
    names = ("milestone_id", "ret_id", "period_id", *COLUMNS, "to_confirm", "reported_by_id")
    for key, ret, period, *report, to_confirm, by in source.columns(MilestoneReport, *names):
        state = states.get(ret)  # none where its return was written down later, as in a seeded plan
        is_seen = state in RECEIVED or inside is None or key in inside
        if state and is_seen and state != ReturnState.NOT_REPORTED:
            reports[key].append((months[period], *report, by if to_confirm else None))
    found = Reported()
    for key, those in reports.items():
        newest, *earlier = sorted(those, key=itemgetter(0), reverse=True)
        found.newest[key] = SlimReport(*newest)
        found.before[key] = SlimReport(*earlier[0]) if earlier else None
    return found
