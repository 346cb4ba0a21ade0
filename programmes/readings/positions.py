"""Milestones as far as counting goes: slim, the whole plan, those alike together (DESIGN 2a)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from irp.models import Post
from irp.readings import Now, Source
from programmes.facts import Position, PositionsAlike
from programmes.figures.positions import baseline_moves, one_by_one
from programmes.models import Milestone, Programme, Return
from programmes.readings.frames import ReturnFrame
from programmes.readings.position_acts import position_acts
from programmes.readings.reported import NOTHING, SlimReport, reported_as_at, reported_now
from programmes.rules.completion import StepOnCompletion, is_confirmed
from programmes.rules.withheld import Reader
from programmes.words import Delivery

COLUMNS = ("id", "ref", "programme_id", "kind", "own_sao_id", "retired_on")
DELIVERIES = {delivery.value: delivery for delivery in Delivery}


def positions(
    source: Source,
    *,
    on: date,
    programmes: Mapping[int, str] | None = None,
    posts: Mapping[int, str] | None = None,
    among: Collection[str] | None = None,
    reader: Reader,
) -> list[Position]:
    """Return the position of every milestone in force on a day: `positions_alike`, one by one."""
    alike = positions_alike(
        source, on=on, programmes=programmes, posts=posts, among=among, reader=reader
    )
    return list(one_by_one(alike))


def positions_alike(
    source: Source,
    *,
    on: date,
    programmes: Mapping[int, str] | None = None,
    posts: Mapping[int, str] | None = None,
    returns: Iterable[ReturnFrame] | None = None,
    among: Collection[str] | None = None,
    reader: Reader,
) -> list[PositionsAlike]:
    """Return the positions of all milestones in force on a day, in eight statements at most.

    What nobody has signed counts for a reader who may read it (Rule 15). With `among`, of these
    programmes' milestones alone.

    One statement less where the references of `programmes` are known, one where the titles of
    `posts` are, and one where the `returns` of the newest months are, for a page of today.
    """
    refs = programmes or dict(source.columns(Programme, "id", "ref"))
    titles = posts or dict(source.columns(Post, "id", "title"))
    asked = None if among is None else [key for key, ref in refs.items() if ref in among]
    rows = [row for row in _rows(source, asked) if row[5] is None or on < row[5]]
    return _positions(source, rows, refs, titles, reader, returns, is_whole=among is None)


def positions_of(
    source: Source,
    rows: list[tuple[Any, ...]],
    *,
    programmes: Mapping[int, str],
    reader: Reader,
) -> list[PositionsAlike]:
    """Return the positions of milestones read by `COLUMNS`, retired ones too, in five statements.

    No row's own SAO is named.
    """
    return _positions(source, rows, programmes, {}, reader, None, is_whole=False)


def titled_rows(source: Source, keys: Collection[int]) -> list[tuple[Any, ...]]:
    """Return some milestones by `COLUMNS` and their titles.

    As at a past moment the table is read whole, once for a page that asks for several.
    """
    names = (*COLUMNS, "title")
    if isinstance(source, Now):
        return source.columns(Milestone, *names, id__in=sorted(keys))
    return [row for row in source.columns(Milestone, *names) if row[0] in keys]


def _rows(source: Source, programmes: list[int] | None) -> list[tuple[Any, ...]]:
    """Return the milestones, of some programmes or of all; history may have moved one since."""
    if programmes is None:
        return source.columns(Milestone, *COLUMNS)
    if isinstance(source, Now):
        return source.columns(Milestone, *COLUMNS, programme_id__in=programmes)
    return [row for row in source.columns(Milestone, *COLUMNS) if row[2] in programmes]


def _positions(
    source: Source,
    rows: list[tuple[Any, ...]],
    refs: Mapping[int, str],
    titles: Mapping[int, str],
    reader: Reader,
    returns: Iterable[ReturnFrame] | None,
    *,
    is_whole: bool,
) -> list[PositionsAlike]:
    inside = _inside(rows, refs, reader)
    keys = [row[0] for row in rows]
    scope = {} if is_whole else {"milestone__in": keys}
    states = None
    if not isinstance(source, Now):
        states = _states(source, returns)
    if isinstance(source, Now):
        reported = reported_now(source, keys, inside, scope, returns)
    else:
        reported = reported_as_at(source, inside, states or {})
    acts = position_acts(source, scope, inside, states)
    told = (reported.newest, reported.before, acts.openings, acts.ends, acts.steps)
    known = zip(*(map(of.get, keys) for of in told), strict=True)
    alike = defaultdict(list)
    for row, reports in zip(rows, known, strict=True):
        alike[row[2:5], reports].append(row[1])
    return [
        PositionsAlike(_position(those[0], refs[programme], titles.get(sao), kind, *reports), those)
        for ((programme, kind, sao), reports), those in alike.items()
    ]


def _position(
    ref: str,
    programme: str,
    own_sao: str | None,
    kind: str,
    newest: SlimReport | None,
    before: SlimReport | None,
    opening: SlimReport | None,
    ends: tuple[date | None, ...] | None,
    step: StepOnCompletion | None,
) -> Position:
    """Return a milestone's position from its newest reports and its baselines' last days.

    Where it has no report, what an earlier tracker said of it stands (Rule 18c). `step` is the
    newest act on its completion.
    """
    latest, held = newest or opening or NOTHING, ends or (None,)
    is_unconfirmed = bool(latest.by) and not is_confirmed(step, actual_on=latest.actual_on)
    return Position(
        ref=ref,
        programme=programme,
        own_sao=own_sao,
        reported_by=latest.by if is_unconfirmed else None,
        kind=kind,
        b0_latest=held[0],
        baseline_latest=held[-1],
        moves=baseline_moves(held),
        delivery=DELIVERIES.get(latest.delivery),
        actual_on=latest.actual_on,
        forecast_latest=latest.forecast_latest,
        month=latest.month,
        delivery_before=DELIVERIES[before.delivery] if before else None,
        forecast_before=before.forecast_latest if before else None,
        is_unconfirmed=is_unconfirmed,
    )


def _states(source: Source, returns: Iterable[ReturnFrame] | None) -> dict[int, str]:
    """Return the states of every return then, by key; no statement where they are known."""
    if returns is None:
        return dict(source.columns(Return, "id", "state"))
    return {ret.key: ret.state.value for ret in returns}


def _inside(
    rows: Iterable[tuple[Any, ...]], refs: Mapping[int, str], reader: Reader
) -> frozenset[int] | None:
    """Return the keys of the milestones whose unsigned reports count too; None for every one."""
    if reader.is_cpmo:
        return None
    return frozenset(key for key, _, programme, *_ in rows if reader.sees(refs[programme]))
