"""Milestones as far as counting goes: slim rows of the whole plan, by one window (DESIGN 2a)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lead, RowNumber

from irp.models import Post, ReportingPeriod
from irp.readings import Now, Source, periods, rows_of
from programmes.facts import Position
from programmes.figures.positions import baseline_moves
from programmes.models import Milestone, MilestoneReport, Programme, Return
from programmes.readings.position_acts import NOTHING, position_acts
from programmes.rules.completion import StepOnCompletion, is_confirmed
from programmes.rules.withheld import Reader
from programmes.words import RECEIVED, Delivery, ReturnState

NEWEST = (
    "milestone_id", "delivery", "actual_on", "forecast_latest", "month", "delivery_before",
    "forecast_before", "to_confirm", "reported_by_id",
)  # fmt: skip
COLUMNS = ("id", "ref", "programme_id", "kind", "own_sao_id", "retired_on")
DELIVERIES = {delivery.value: delivery for delivery in Delivery}
REPORTED = (
    "milestone_id", "delivery", "actual_on", "forecast_latest", "period_id", "ret_id",
    "to_confirm", "reported_by_id",
)  # fmt: skip
RECENT = 3  # months: this one, which may have no report yet, and two before it


def positions(
    source: Source,
    *,
    on: date,
    programmes: Mapping[int, str] | None = None,
    posts: Mapping[int, str] | None = None,
    among: Collection[str] | None = None,
    reader: Reader,
) -> list[Position]:
    """Return the position of every milestone in force on a day, in six statements.

    What nobody has signed counts for a reader who may read it (Rule 15). With `among`, of these
    programmes' milestones alone.

    As at a past moment it takes seven; one less where the references of `programmes` are known,
    and one where the titles of `posts` are.
    """
    refs = programmes or dict(source.columns(Programme, "id", "ref"))
    titles = posts or dict(source.columns(Post, "id", "title"))
    asked = None if among is None else [key for key, ref in refs.items() if ref in among]
    rows = [row for row in _rows(source, asked) if row[5] is None or on < row[5]]
    return _positions(source, rows, refs, titles, reader, is_whole=among is None)


def positions_of(
    source: Source,
    rows: list[tuple[Any, ...]],
    *,
    programmes: Mapping[int, str],
    reader: Reader,
) -> list[Position]:
    """Return the positions of milestones read by `COLUMNS`, retired ones too, in three statements.

    As at a past moment it takes four. No row's own SAO is named.
    """
    return _positions(source, rows, programmes, {}, reader, is_whole=False)


def _positions(
    source: Source,
    rows: list[tuple[Any, ...]],
    refs: Mapping[int, str],
    titles: Mapping[int, str],
    reader: Reader,
    *,
    is_whole: bool,
) -> list[Position]:
    inside = _inside(rows, refs, reader)
    keys = [row[0] for row in rows]
    scope = {} if is_whole else {"milestone__in": keys}
    states = None if isinstance(source, Now) else dict(source.columns(Return, "id", "state"))
    newest = _now(keys, inside, scope) if states is None else _as_at(source, inside, states)
    found = position_acts(source, scope, inside, states)
    return [
        _position(
            row,
            newest.get(row[0]) or found.openings.get(row[0], NOTHING),
            found.ends.get(row[0], [None]),
            found.steps.get(row[0]),
            refs,
            titles,
        )
        for row in rows
    ]


def _rows(source: Source, programmes: list[int] | None) -> list[tuple[Any, ...]]:
    """Return the milestones, of some programmes or of all; history may have moved one since."""
    if programmes is None:
        return source.columns(Milestone, *COLUMNS)
    if isinstance(source, Now):
        return source.columns(Milestone, *COLUMNS, programme_id__in=programmes)
    return [row for row in source.columns(Milestone, *COLUMNS) if row[2] in programmes]


def _position(
    row: tuple[Any, ...],
    said: tuple[Any, ...],
    held: list[date | None],
    step: StepOnCompletion | None,
    refs: Mapping[int, str],
    titles: Mapping[int, str],
) -> Position:
    """Return a milestone's position from its row, its newest report and its baselines' ends.

    Where it has none yet, `said` is what an earlier tracker said of it (Rule 18c). `step` is the
    newest act on its completion.
    """
    _, ref, programme, kind, own_sao, _ = row
    delivery, actual_on, forecast, month, before, was, to_confirm, by = said
    is_unconfirmed = bool(to_confirm) and not is_confirmed(step, actual_on=actual_on)
    return Position(  # in the order of its fields: names would cost a plan of thousands as much
        ref,
        refs[programme],
        titles.get(own_sao),
        by if is_unconfirmed else None,
        kind,
        held[0],
        held[-1],
        baseline_moves(held) if len(held) > 1 else 0,
        DELIVERIES.get(delivery),
        actual_on,
        forecast,
        month,
        DELIVERIES.get(before),
        was,
        is_unconfirmed,
    )


def _inside(
    rows: Iterable[tuple[Any, ...]], refs: Mapping[int, str], reader: Reader
) -> frozenset[int] | None:
    """Return the keys of the milestones whose unsigned reports count too; None for every one."""
    if reader.is_cpmo:
        return None
    return frozenset(key for key, _, programme, *_ in rows if reader.sees(refs[programme]))


def _now(
    keys: Iterable[int], inside: frozenset[int] | None, scope: Mapping[str, Any]
) -> dict[int, tuple[Any, ...]]:
    """Return what the newest report that counts says of each milestone, in two statements.

    What is still reported has its two newest reports within the newest months: they alone are
    read of it, however many months there are. What was closed before is read apart.
    """
    found = _newest(inside, recent=True, **scope)
    before = NEWEST.index("delivery_before") - 1
    others = [key for key in keys if key not in found or found[key][before] is None]
    return found | _newest(inside, recent=False, milestone__in=others) if others else found


def _newest(
    inside: frozenset[int] | None, *, recent: bool, **scope: Any
) -> dict[int, tuple[Any, ...]]:
    """Return what the newest report that counts says of each milestone, by its key."""
    found = rows_of(_newest_reports, recent, inside=inside, **scope)
    return {row[0]: row[1:] for row in found}


def _newest_reports(
    recent: bool, *, inside: Collection[int] | None, **scope: Any
) -> QuerySet[MilestoneReport, Any]:
    """Return the newest reports that count within a scope, those of the newest months if asked."""
    if recent:
        opened = ReportingPeriod.objects.filter(opened_at__isnull=False).order_by("-month")
        scope |= {"period__in": opened.values("pk")[:RECENT]}
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
        .values_list(*NEWEST)
    )


def _as_at(
    source: Source, inside: frozenset[int] | None, states: Mapping[int, str]
) -> dict[int, tuple[Any, ...]]:
    """Return what the newest report that counted said of each milestone."""
    months = {key: period.month for key, period in periods(source).items()}
    found = defaultdict(list)
    for row in source.columns(MilestoneReport, *REPORTED):
        key, delivery, actual_on, forecast, period, ret, *asks = row
        state = states.get(ret)  # none where its return was written down later, as in a seeded plan
        is_seen = state in RECEIVED or inside is None or key in inside
        if state and is_seen and state != ReturnState.NOT_REPORTED:
            found[key].append((months[period], delivery, actual_on, forecast, asks))
    newest = {}
    for key, reports in found.items():
        (month, *said, asks), *before = sorted(reports, key=itemgetter(0), reverse=True)
        was = before[0] if before else (None,) * 4
        newest[key] = (*said, month, was[1], was[3], *asks)
    return newest
