"""The two newest readings of every indicator, and the months read in a year (Rule 27)."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from irp.querysets import Keys
from irp.readings import Source, rows_of
from kpis.models import Indicator, Reading
from kpis.rules import gaps_begin

# The two newest months, their values, and the months that tell which were passed over.
NewestTwo = tuple[tuple[date, ...], tuple[Decimal, ...], frozenset[date]]
NOTHING_READ: NewestTwo = ((), (), frozenset())


def newest_two(source: Source, *, on: date) -> dict[int, NewestTwo]:
    """Return the two newest months that have a reading and their values in force, by indicator."""
    found: dict[int, NewestTwo] = {}
    for key, month, value, month_before, value_before, first, read in rows_of(
        _with_two, until=source.at, since=gaps_begin(on)
    ):
        if month_before is not None:
            months = _months(read) | {first} if read else frozenset({first, month})
            found[key] = (month, month_before), (value, value_before), months
        elif month is not None:
            found[key] = (month,), (value,), frozenset({month})
    return found


@lru_cache(maxsize=2000)  # most indicators are read for the same months
def _months(joined: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(month) for month in joined.split(","))


def _with_two(*, until: datetime, since: date) -> QuerySet[Indicator, Any]:
    """Return the indicators with what their two newest months read, and the months read since.

    Each is looked up in the index: how many months there are before them makes no difference.
    """
    newest = Reading.objects.filter(indicator=OuterRef("pk"), at__lte=until)
    newest = newest.order_by("-month", "-pk")
    # "Not that month" and not "before that month": the index is then walked in its order and left
    # at the first row, where PostgreSQL else sorts every month before.
    before = newest.exclude(month=OuterRef("newest"))
    year = Reading.objects.filter(indicator=OuterRef("pk"), at__lte=until, month__gte=since)
    rows = Indicator.objects.order_by().annotate(
        newest=Subquery(newest.values("month")[:1]),
        value=Subquery(newest.values("value")[:1]),
        before=Subquery(before.values("month")[:1]),
        value_before=Subquery(before.values("value")[:1]),
        first=Subquery(newest.order_by("month").values("month")[:1]),
        read=Subquery(
            year.order_by().values("indicator").annotate(read=Keys("month")).values("read")
        ),
    )
    return rows.values_list("pk", "newest", "value", "before", "value_before", "first", "read")
