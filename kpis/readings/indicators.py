"""Indicators with their readings in force, one a month, now or as at a moment (Rule 27)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import DenseRank

from irp.readings import Places, Source, places, rows_of
from irp.rules.texts import cited
from kpis.facts import ComparedFacts, IndicatorFacts, ReadingFacts
from kpis.models import Indicator, Reading
from kpis.readings.newest import NOTHING_READ, newest_two
from kpis.readings.targets import targets, versions_of_all
from kpis.words import Figure, Frequency, Polarity

MONTHS = 24
POLARITIES = {polarity.value: polarity for polarity in Polarity}
FREQUENCIES = {frequency.value: frequency for frequency in Frequency}


class IndicatorRow(NamedTuple):
    """The columns of an indicator that lists and its facts are made of."""

    id: int
    ref: str
    aim_id: int
    number: int
    name: str
    unit: str
    polarity: str
    note: str
    frequency: str
    lag_months: int | None


@dataclass(frozen=True, kw_only=True)
class IndicatorList:
    """Every indicator's row by aim, first outcome and number; a part of them is read as facts."""

    source: Source
    rows: tuple[IndicatorRow, ...]
    outcomes: dict[int, tuple[tuple[int, int, str], ...]]  # aim, number and name, by row
    aims: Mapping[int, int]  # numbers

    def facts(self, rows: Iterable[IndicatorRow], *, months: int) -> tuple[IndicatorFacts, ...]:
        """Return some of the rows, in their order, with the readings of their newest months."""
        shown = list(rows)
        keys = [row.id for row in shown]
        readings = _in_force(self.source, keys, months=months)
        compared = targets(self.source, keys)
        return tuple(
            IndicatorFacts(
                ref=row.ref,
                aim=self.aims[row.aim_id],
                outcomes=tuple(name for _, _, name in self.outcomes[row.id]),
                number=row.number,
                name=row.name,
                unit=row.unit,
                polarity=POLARITIES[row.polarity],
                note=row.note,
                readings=tuple(readings.get(row.id, ())),
                targets=tuple(compared.get(row.id, ())),
                frequency=FREQUENCIES.get(row.frequency),
                lag_months=row.lag_months,
            )
            for row in shown
        )

    def named(self, refs: Iterable[str]) -> list[IndicatorRow]:
        """Return the rows of some references, in the order of these."""
        by_ref = {row.ref: row for row in self.rows}
        return [by_ref[ref] for ref in refs]

    def compared(self, *, on: date) -> list[ComparedFacts]:
        """Return what tells the groups of every indicator on a day, in two statements."""
        newest, versions = newest_two(self.source, on=on), versions_of_all(self.source)
        found = []
        for row in self.rows:
            months, values, read = newest.get(row.id, NOTHING_READ)
            found.append(
                ComparedFacts(
                    row.ref,
                    row.unit,
                    POLARITIES[row.polarity],
                    months,
                    values,
                    versions.get(row.id, ()),
                    FREQUENCIES.get(row.frequency),
                    row.lag_months,
                    read,
                )
            )
        return found


def indicator_list(
    source: Source,
    *,
    known: Places | None = None,
    ties: Mapping[int, list[int]] | None = None,
    **scope: Any,
) -> IndicatorList:
    """Return the indicators, or those of a scope, with what they belong to, in three statements.

    In one where a page has read the outcomes' places and what ties indicators to them.
    """
    rows = [IndicatorRow(*row) for row in source.columns(Indicator, *IndicatorRow._fields, **scope)]
    known = known or places(source)
    aims, named = {key: aim.number for key, aim in known.aims.items()}, known.outcomes
    if ties is None:
        ties = source.ties(Indicator, "outcomes", [row.id for row in rows] if scope else None)
    outcomes = {row.id: tuple(sorted([named[key] for key in ties.get(row.id, ())])) for row in rows}

    def place(row: IndicatorRow) -> tuple[Any, ...]:
        first = outcomes[row.id][0][1] if outcomes[row.id] else 0
        return aims[row.aim_id], first, row.number, row.ref

    return IndicatorList(
        source=source, rows=tuple(sorted(rows, key=place)), outcomes=outcomes, aims=aims
    )


def indicators(source: Source, *, months: int = MONTHS) -> tuple[IndicatorFacts, ...]:
    """Return every indicator by aim and number, each with the readings of its newest months."""
    every = indicator_list(source)
    found = every.facts(every.rows, months=months)
    return tuple(sorted(found, key=lambda facts: (facts.aim, facts.number, facts.ref)))


def indicator(
    source: Source, ref: str, *, months: int = MONTHS, known: Places | None = None
) -> IndicatorFacts | None:
    """Return one indicator, None where there was none of that reference; `known` as in a list."""
    found = indicator_list(source, known=known, ref=ref)
    return next(iter(found.facts(found.rows, months=months)), None)


@dataclass(frozen=True)
class IndicatorOrigin:
    """Where an indicator comes from: what its page says beside the facts."""

    source: str
    members: tuple[str, ...]  # of a composite
    erratum: str


def indicator_origin(row: Any) -> IndicatorOrigin:
    """Return where an indicator comes from, of its row or of a row of its history."""
    where = cited(row.source_document, row.source_section, row.source_row)
    return IndicatorOrigin(where, tuple(row.members), row.erratum)


def _in_force(
    source: Source, indicators: Collection[int], *, months: int
) -> dict[int, list[ReadingFacts]]:
    """Return the last recorded reading of each of the newest months, by indicator."""
    rows = rows_of(_of_newest_months, months, indicators=indicators, until=source.at)
    newest: dict[int, dict[Any, ReadingFacts]] = defaultdict(dict)
    for key, month, value, figure, note, reason, by_name, by_post, at in rows:
        newest[key][month] = ReadingFacts(
            month=month,
            value=value,
            provisional=figure == Figure.PROVISIONAL,
            note=note,
            reason=reason,
            by_name=by_name,
            by_post=by_post,
            at=at,
        )
    return {key: list(by_month.values()) for key, by_month in newest.items()}


def _of_newest_months(
    months: int, *, indicators: Collection[int], until: datetime
) -> QuerySet[Reading, Any]:
    rank = Window(DenseRank(), partition_by=F("indicator"), order_by=F("month").desc())
    rows = Reading.objects.filter(indicator__in=indicators, at__lte=until).annotate(rank=rank)
    names = ("indicator", "month", "value", "figure", "note", "reason", "by_name", "by_post", "at")
    return rows.filter(rank__lte=months).order_by("-month", "pk").values_list(*names)


def every_reading(source: Source, ref: str = "") -> QuerySet[Reading]:
    """Return all readings of an indicator, the newest month first; revised and provisional alike.

    Of every indicator where none is named.

    Each has `is_replaced`: whether a later one was recorded for its month.
    """
    rows = Reading.objects.filter(at__lte=source.at, **({"indicator__ref": ref} if ref else {}))
    later = Reading.objects.filter(
        indicator=OuterRef("indicator"),
        month=OuterRef("month"),
        pk__gt=OuterRef("pk"),
        at__lte=source.at,
    )
    return rows.annotate(is_replaced=Exists(later)).order_by("-month", "-pk")


def reading(row: Reading) -> ReadingFacts:
    """Return one reading as it was recorded."""
    return ReadingFacts(
        month=row.month,
        value=row.value,
        provisional=row.figure == Figure.PROVISIONAL,
        note=row.note,
        reason=row.reason,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
    )
