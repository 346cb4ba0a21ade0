"""Versions of targets, benchmarks and baselines, and what a new one has to respect."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet

from irp.models import ReportingPeriod
from irp.readings import Source, rows_of
from kpis.facts import TargetFacts, VersionFacts
from kpis.models import Indicator, Reading, Target
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
    for key, kind, *terms in rows_of(_versions, until=source.at):
        found[key].append(VersionFacts(Yardstick(kind), *terms))
    return {key: tuple(versions) for key, versions in found.items()}


def _versions(*, until: datetime) -> QuerySet[Target, Any]:
    rows = Target.objects.filter(at__lte=until).order_by("at", "pk")
    return rows.values_list("indicator_id", "kind", "number", "from_month", "value", "tolerance")


def target(row: Target) -> TargetFacts:
    """Return one version as it was set."""
    return TargetFacts(
        kind=Yardstick(row.kind),
        number=row.number,
        from_month=row.from_month,
        value=row.value,
        tolerance=row.tolerance,
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
    open: frozenset[date]  # those of them in whose month of setting nothing has been frozen yet
    until: date | None  # the newest month that was judged by one, of a target


@dataclass
class TargetsKnown:
    """What an indicator is compared with so far, and the months that were read.

    A version that is about to be written has no key yet.
    """

    keys: set[int] = field(default_factory=set)
    versions: list[VersionFacts] = field(default_factory=list)
    read: set[date] = field(default_factory=set)
    open: set[tuple[Yardstick, date]] = field(default_factory=set)  # set since the last freeze

    @property
    def newest(self) -> int:
        """Return the key of the version that was set last, 0 for none."""
        return max(self.keys, default=0)

    def of(self, kind: Yardstick) -> list[VersionFacts]:
        """Return the versions of a kind, in the order they were set."""
        return [version for version in self.versions if version.kind is kind]

    def add(
        self,
        kind: Yardstick,
        *,
        from_month: date,
        value: Decimal | None,
        tolerance: Decimal | None,
    ) -> int:
        """Take the next version of a kind, and return its number."""
        number = len(self.of(kind)) + 1
        self.versions.append(VersionFacts(kind, number, from_month, value, tolerance))
        self.open.add((kind, from_month))
        return number

    def judged(self, kind: Yardstick) -> JudgedSoFar:
        """Return from when versions of a kind hold, and up to when figures were judged by them."""
        versions = self.of(kind)
        begun = frozenset(version.from_month for version in versions)
        still = frozenset(month for of, month in self.open if of is kind)
        if kind is not Yardstick.TARGET:
            return JudgedSoFar(begun, still, None)
        judged = (month for month in self.read if in_force(versions, month=month))
        return JudgedSoFar(begun, still, max(judged, default=None))


def targets_known(indicators: Collection[int]) -> dict[int, TargetsKnown]:
    """Return what some indicators are compared with so far, by key, in three statements."""
    found = {key: TargetsKnown() for key in indicators}
    frozen_at = ReportingPeriod.objects.aggregate(last=Max("frozen_at"))["last"]
    names = ("pk", "indicator_id", "at", "kind", "number", "from_month", "value", "tolerance")
    rows = Target.objects.filter(indicator__in=indicators).order_by("pk")
    for key, indicator, at, kind, *terms in rows.values_list(*names):
        version = VersionFacts(Yardstick(kind), *terms)
        found[indicator].keys.add(key)
        found[indicator].versions.append(version)
        if frozen_at is None or at > frozen_at:
            found[indicator].open.add((version.kind, version.from_month))
    read = Reading.objects.filter(indicator__in=[key for key in found if found[key].versions])
    for indicator, month in read.order_by().values_list("indicator_id", "month").distinct():
        found[indicator].read.add(month)
    return found
