"""Indicators with their readings in force, one a month, now or as at a moment (Rule 27)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import DenseRank

from irp.models import Aim, Outcome
from irp.readings import Source
from irp.rules.texts import cited
from kpis.facts import IndicatorFacts, ReadingFacts
from kpis.models import Indicator, Reading
from kpis.words import Figure, Polarity

MONTHS = 24


def indicators(source: Source, *, months: int = MONTHS) -> tuple[IndicatorFacts, ...]:
    """Return every indicator by aim and number, each with the readings of its newest months."""
    return _assembled(source, source.rows(Indicator), months=months)


def indicator(source: Source, ref: str, *, months: int = MONTHS) -> IndicatorFacts | None:
    """Return one indicator, None where there was none of that reference."""
    rows = source.rows(Indicator, ref=ref)
    keys = [row.id for row in rows]
    return next(iter(_assembled(source, rows, months=months, indicator__in=keys)), None)


@dataclass(frozen=True)
class IndicatorOrigin:
    """Where an indicator comes from: what its page says beside the facts."""

    source: str
    members: tuple[str, ...]  # of a composite
    erratum: str


def origin(source: Source, ref: str) -> IndicatorOrigin:
    """Return where an indicator comes from."""
    names = ("source_document", "source_section", "source_row", "members", "erratum")
    document, section, row, members, erratum = source.columns(Indicator, *names, ref=ref)[0]
    return IndicatorOrigin(cited(document, section, row), tuple(members), erratum)


def _assembled(
    source: Source, rows: list[Any], *, months: int, **scope: Any
) -> tuple[IndicatorFacts, ...]:
    aims = dict(source.columns(Aim, "id", "number"))
    outcomes = {
        key: (aims[aim], number, name)
        for key, aim, number, name in source.columns(Outcome, "id", "aim_id", "number", "name")
    }
    ties = source.ties(Indicator, "outcomes", rows)
    readings = _in_force(source, months=months, **scope)
    found = [
        IndicatorFacts(
            ref=row.ref,
            aim=aims[row.aim_id],
            outcomes=tuple(
                name for _, _, name in sorted(outcomes[key] for key in ties.get(row.id, ()))
            ),
            number=row.number,
            name=row.name,
            unit=row.unit,
            polarity=Polarity(row.polarity),
            note=row.note,
            readings=tuple(readings.get(row.id, ())),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda facts: (facts.aim, facts.number, facts.ref)))


def _in_force(source: Source, *, months: int, **scope: Any) -> dict[int, list[ReadingFacts]]:
    """Return the last recorded reading of each of the newest months, by indicator."""
    rank = Window(DenseRank(), partition_by=F("indicator"), order_by=F("month").desc())
    rows = Reading.objects.filter(at__lte=source.at, **scope).annotate(rank=rank)
    names = ("indicator", "month", "value", "figure", "note", "by_name", "by_post", "at")
    newest: dict[int, dict[Any, ReadingFacts]] = defaultdict(dict)
    for key, month, value, figure, note, by_name, by_post, at in (
        rows.filter(rank__lte=months).order_by("-month", "pk").values_list(*names)
    ):
        newest[key][month] = ReadingFacts(
            month=month,
            value=value,
            provisional=figure == Figure.PROVISIONAL,
            note=note,
            by_name=by_name,
            by_post=by_post,
            at=at,
        )
    return {key: list(by_month.values()) for key, by_month in newest.items()}


def every_reading(source: Source, ref: str) -> QuerySet[Reading]:
    """Return all readings of an indicator, the newest month first; revised and provisional alike.

    Each has `is_replaced`: whether a later one was recorded for its month.
    """
    rows = Reading.objects.filter(indicator__ref=ref, at__lte=source.at)
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
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
    )
