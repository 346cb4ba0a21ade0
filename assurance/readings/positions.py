"""Requirements as far as counting goes: each, some, and those that are alike together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import Count, Min, QuerySet

from assurance.facts import GateDue, RequirementPosition, RequirementsAlike
from assurance.models import Requirement
from assurance.readings.gates import NO_DATES, gates_due
from assurance.readings.judgements import by_key, judged_as, newest
from assurance.words import SPEAKERS, Speaker
from irp.querysets import Keys, keys_in
from irp.readings import Now, Source, rows_of
from irp.rules.calendar import london_day

# Outcomes and tests are known by their numbers, which never change: they may be joined.
PLACE = ("outcome__number", "test__number", "number")
Dates = Mapping[int, tuple[GateDue, ...]]  # by requirement
NAMED = (*PLACE, "id", "ref", "title", "strand", "retired_on")


def requirement_positions(
    source: Source, *, speakers: Sequence[Speaker] = SPEAKERS
) -> list[RequirementPosition]:
    """Return every requirement in force with these speakers' judgements, in the plan's order."""
    if isinstance(source, Now):
        rows = rows_of(_every, tuple(speakers), until=source.at)
    else:
        rows = source.columns(Requirement, *NAMED, *newest(speakers, until=source.at))
    return _positions(source, rows, gates_due(source), speakers)


def _every(speakers: Sequence[Speaker], *, until: datetime) -> QuerySet[Requirement, Any]:
    rows = Requirement.objects.order_by()
    return rows.values_list(*NAMED, *newest(speakers, until=until))


def positions_of(
    source: Now, keys: Sequence[int], *, speakers: Sequence[Speaker] = SPEAKERS, gates: Dates
) -> list[RequirementPosition]:
    """Return the same of some requirements, whose `gates` the page has read already."""
    rows = rows_of(_some, tuple(speakers), keys=keys, until=source.at)
    return _positions(source, rows, gates, speakers)


def _some(
    speakers: Sequence[Speaker], *, keys: Sequence[int], until: datetime
) -> QuerySet[Requirement, Any]:
    rows = Requirement.objects.filter(pk__in=keys).order_by()
    return rows.values_list(*NAMED, *newest(speakers, until=until))


def _positions(
    source: Source,
    rows: Iterable[tuple[Any, ...]],
    gates: Dates,
    speakers: Sequence[Speaker],
) -> list[RequirementPosition]:
    on = london_day(source.at)
    found = sorted(row for row in rows if row[7] is None or on < row[7])  # no two have one place
    given = by_key(((row[3], *row[8:]) for row in found), speakers)
    return [
        RequirementPosition(ref, outcome, test, title, gates.get(key, NO_DATES), given[key], strand)
        for outcome, test, _, key, ref, title, strand, *_ in found
    ]


def number_in_force(source: Now) -> int:
    """Return how many requirements are in force."""
    on = london_day(source.at)
    rows = rows_of(_by_retirement)
    return sum(number for retired_on, number in rows if retired_on is None or on < retired_on)


def _by_retirement() -> QuerySet[Requirement, Any]:
    rows = Requirement.objects.order_by().values("retired_on")
    return rows.annotate(rows=Count("pk")).values_list("retired_on", "rows")


def alike(
    source: Source, *, speakers: Sequence[Speaker] = SPEAKERS, gates: Dates | None = None
) -> list[RequirementsAlike]:
    """Return how many requirements in force are alike as far as counting goes, in plan order.

    A map of a thousand requirements is counted from a hundred of these: what a cell's requirements
    share is told apart once, now by the database. `gates` are the dates where the page has read
    them already.
    """
    on, gates = london_day(source.at), gates_due(source) if gates is None else gates
    if isinstance(source, Now):
        rows = [
            (*row, keys_in(joined))
            for joined, *row in rows_of(_alike, tuple(speakers), until=source.at)
        ]
    else:
        given = newest(speakers, until=source.at)
        each = source.columns(Requirement, *PLACE, "retired_on", *given, "id")
        rows = [(*row, [key]) for *row, key in each]
    keys_of: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    dates_of = {id(dates): dates for dates in (*gates.values(), NO_DATES)}
    for outcome, test, _, retired_on, *judged, keys in sorted(rows, key=itemgetter(slice(3))):
        if retired_on is None or on < retired_on:
            cell = outcome, test, tuple(judged)
            for key in keys:
                keys_of[*cell, id(gates.get(key, NO_DATES))].append(key)
    return [
        RequirementsAlike(outcome, test, dates_of[dates], judged_as(judged, speakers), tuple(found))
        for (outcome, test, judged, dates), found in keys_of.items()
    ]


def _alike(speakers: Sequence[Speaker], *, until: datetime) -> QuerySet[Requirement, Any]:
    """Return the requirements of a cell that are judged alike together, and their first number."""
    names = [speaker.value for speaker in speakers]
    given = dict(zip(names, newest(speakers, until=until), strict=True))
    cell = ("outcome__number", "test__number", "retired_on", *given)
    rows = Requirement.objects.order_by().annotate(**given).values(*cell)
    counted = rows.annotate(keys=Keys("pk"), first=Min("number"))
    return counted.values_list(
        "keys", "outcome__number", "test__number", "first", "retired_on", *given
    )
