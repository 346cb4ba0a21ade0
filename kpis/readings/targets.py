"""Versions of targets, benchmarks and baselines, and what a new one has to respect."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from irp.readings import Source, rows_of
from kpis.facts import TargetFacts, VersionFacts
from kpis.models import Indicator, Target
from kpis.rules import in_force
from kpis.words import Yardstick


def targets(source: Source, indicators: Collection[int]) -> dict[int, list[TargetFacts]]:
    """Return every version set up to the moment, in the order they were set, by indicator."""
    found: dict[int, list[TargetFacts]] = defaultdict(list)
    for row in source.acts(Target, indicator__in=indicators):
        found[row.indicator_id].append(target(row))
    return found


def versions_of_all(source: Source) -> dict[int, tuple[VersionFacts, ...]]:
    """Return what every version says that was set up to the moment, by indicator."""
    found: dict[int, list[VersionFacts]] = defaultdict(list)
    for key, kind, number, from_month, value in rows_of(_versions, until=source.at):
        found[key].append(VersionFacts(Yardstick(kind), number, from_month, value))
    return {key: tuple(versions) for key, versions in found.items()}


def _versions(*, until: datetime) -> QuerySet[Target, Any]:
    rows = Target.objects.filter(at__lte=until).order_by("at", "pk")
    return rows.values_list("indicator_id", "kind", "number", "from_month", "value")


def target(row: Target) -> TargetFacts:
    """Return one version as it was set."""
    return TargetFacts(
        kind=Yardstick(row.kind),
        number=row.number,
        from_month=row.from_month,
        value=row.value,
        source=row.source,
        decided_by=row.decided_by,
        reason=row.reason,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
    )


def newest_target(indicator: Indicator) -> Target | None:
    """Return the version that was set last, of a target or a benchmark."""
    return indicator.targets.order_by("-pk").first()


@dataclass(frozen=True)
class JudgedSoFar:
    """What a new version of a kind has to respect."""

    begun: frozenset[date]  # months from which versions of the kind hold
    until: date | None  # the newest month that was judged by one, of a target


def judged_so_far(indicator: Indicator, kind: Yardstick) -> JudgedSoFar:
    """Return from when versions of a kind hold, and up to when figures were judged by them."""
    rows = [target(row) for row in indicator.targets.filter(kind=kind)]
    begun = frozenset(row.from_month for row in rows)
    if kind is not Yardstick.TARGET or not rows:
        return JudgedSoFar(begun, None)
    months = indicator.readings.filter(month__gte=min(begun)).values_list("month", flat=True)
    return JudgedSoFar(
        begun, max((month for month in months if in_force(rows, month=month)), default=None)
    )
