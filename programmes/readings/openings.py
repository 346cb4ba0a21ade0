"""What earlier trackers said of milestones, and what a position is taken over into (Rule 18c)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, Value

from irp.models import PlanSettings
from irp.prepared import rows_of
from irp.readings import Source
from irp.readings.statements import together
from irp.rules.plan_dates import QuarterConvention
from programmes.models import Baseline, Milestone, MilestoneReport, OpeningRow, Return, TakeOver
from programmes.readings.change_basis import stands_of
from programmes.rules.takeover_plan import Ground


def ground_of(settings: PlanSettings, *, position_on: date, on: date) -> Ground:
    """Return what a position as at a day is read against, in three statements."""
    rows = list(Milestone.objects.in_force(on=on).select_related("programme"))
    begun: dict[str, set[str]] = defaultdict(set)
    for what, ref in rows_of(_begun):
        begun[what].add(ref)
    return Ground(
        stands=stands_of(rows, on=on),
        programmes={row.ref: row.programme.ref for row in rows},
        reported=frozenset(begun["reported"]),
        frozen=frozenset(begun["frozen"]),
        dated=frozenset(begun["dated"]),
        quarters=QuarterConvention(settings.irp_quarters),
        window=settings.window,
        position_on=position_on,
    )


def _begun() -> Any:
    """Return what this record has said already: milestones reported, programmes frozen, rows dated.

    Each by its reference, once.
    """
    parts: tuple[tuple[str, Any, str], ...] = (
        ("reported", MilestoneReport.objects.that_count(), "milestone__ref"),
        ("frozen", Return.objects.filter(period__frozen_at__isnull=False), "programme__ref"),
        ("dated", Baseline.objects.filter(number__gt=0), "milestone__ref"),
    )
    return together(
        rows.order_by().values_list(Value(what, output_field=CharField()), ref).distinct()
        for what, rows, ref in parts
    )


def next_opening_number() -> int:
    """Return the number of the next position that is taken over."""
    newest = TakeOver.objects.order_by("number").last()
    return newest.number + 1 if newest else 1


def takeovers(source: Source) -> list[TakeOver]:
    """Return the positions that were taken over by then, the oldest first, in one statement."""
    return source.acts(TakeOver)


def rows_taken_over(source: Source, number: int) -> list[OpeningRow]:
    """Return the rows of a position with their milestones, in the order of its file."""
    rows = OpeningRow.objects.filter(takeover__number=number, at__lte=source.at)
    return list(rows.select_related("milestone__programme").order_by("number"))


def rows_counted(takeovers: Iterable[TakeOver], source: Source) -> dict[int, int]:
    """Return how many milestones each position took over, by its number, in one statement."""
    keys = {takeover.pk: takeover.number for takeover in takeovers}
    rows = OpeningRow.objects.filter(takeover__in=keys, at__lte=source.at).order_by()
    return Counter(keys[key] for key in rows.values_list("takeover_id", flat=True))
