"""Of which members composites are made, now or as at a moment (Rule 27)."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, QuerySet

from irp.readings import Source, rows_of
from kpis.facts import CompositionFacts
from kpis.models import Composition, CompositionMember
from kpis.words import Counted


def compositions(source: Source) -> dict[str, CompositionFacts]:
    """Return the composites that are made of members, by reference, in two statements."""
    newest: dict[int, Any] = {}
    for row in rows_of(_versions, until=source.at):
        newest[row.indicator_id] = row
    members = defaultdict(list)
    for composition, ref in rows_of(_members, of=[row.pk for row in newest.values()]):
        members[composition].append(ref)
    return {
        row.indicator.ref: CompositionFacts(
            number=row.number,
            counts=Counted(row.counts),
            members=tuple(members[row.pk]),
            reason=row.reason,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for row in newest.values()
        if members[row.pk]
    }


def members_counted(source: Source) -> dict[int, int]:
    """Return how many members each composite has, by the indicator's key, in one statement."""
    newest = dict(rows_of(_counts, until=source.at))
    return {indicator: count for indicator, count in newest.items() if count}


def _counts(*, until: Any) -> QuerySet[Composition, Any]:
    rows = Composition.objects.filter(at__lte=until).annotate(count=Count("members"))
    return rows.order_by("at", "pk").values_list("indicator_id", "count")


def _versions(*, until: Any) -> QuerySet[Composition]:
    rows = Composition.objects.filter(at__lte=until).select_related("indicator")
    return rows.order_by("at", "pk")


def _members(*, of: list[int]) -> QuerySet[CompositionMember, Any]:
    rows = CompositionMember.objects.filter(composition__in=of).order_by("pk")
    return rows.values_list("composition_id", "member__ref")
