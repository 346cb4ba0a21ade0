"""Typed dates of requirements, now or as at a moment: whole, and as far as counting goes (12)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from assurance.facts import GateDue, GateFacts
from assurance.models import Gate
from assurance.words import Purpose
from irp.querysets import Keys, keys_in
from irp.readings import Now, Source, rows_of
from irp.rules.plan_dates import PlanDate, Precision

PURPOSES = {purpose.value: purpose for purpose in Purpose}
NO_DATES: tuple[GateDue, ...] = ()
DUE = ("number", "purpose", "due_raw", "due_precision", "due_earliest", "due_latest")


def gates_of(source: Source, keys: Sequence[int] | None) -> dict[int, tuple[GateFacts, ...]]:
    """Return the typed dates of some requirements, or of all, in the document's order."""
    scope = {} if keys is None else {"requirement_id__in": keys}
    written: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in source.columns(Gate, "requirement_id", *DUE, "words", "ongoing", **scope):
        written[row[0]].append(row[1:])
    # Many requirements have the same dates: they hold one and the same tuple.
    made: dict[tuple[Any, ...], tuple[GateFacts, ...]] = {}
    found = {}
    for key, dates in written.items():
        dates.sort()  # by their numbers, no two of which are the same
        alike = tuple(dates)
        if alike not in made:
            made[alike] = tuple(_gate(*date) for date in dates)
        found[key] = made[alike]
    return found


def _gate(
    _number: int,
    purpose: str,
    raw: str,
    precision: str,
    earliest: Any,
    latest: Any,
    words: str,
    ongoing: bool,
) -> GateFacts:
    return GateFacts(
        purpose=PURPOSES[purpose],
        words=words,
        due=PlanDate(raw, Precision(precision), earliest, latest),
        ongoing=ongoing,
    )


def gates_due(source: Source, keys: Sequence[int] | None = None) -> dict[int, tuple[GateDue, ...]]:
    """Return the typed dates as far as counting goes, in the document's order.

    Now, those that are alike are one row of the answer; requirements that have the same dates hold
    one and the same tuple.
    """
    scope = {} if keys is None else {"requirement__in": keys}
    if isinstance(source, Now):
        rows = [(due, keys_in(joined)) for joined, *due in rows_of(_alike, **scope)]
    else:
        every = source.columns(Gate, "requirement_id", *DUE, **scope)
        rows = [(due, [key]) for key, *due in every]
    made: dict[tuple[int, int], tuple[GateDue, ...]] = {}
    found: dict[int, tuple[GateDue, ...]] = {}
    for due, those in sorted(rows, key=lambda row: row[0][0]):  # by number
        gate = _gate_due(*due)
        for key in those:
            before = found.get(key, NO_DATES)
            both = id(before), id(gate)
            if both not in made:
                made[both] = (*before, gate)
            found[key] = made[both]
    return found


def _alike(**scope: Any) -> QuerySet[Gate, Any]:
    rows = Gate.objects.filter(**scope).order_by().values(*DUE)
    return rows.annotate(keys=Keys("requirement_id")).values_list("keys", *DUE)


@lru_cache(maxsize=500)
def _gate_due(_number: int, purpose: str, raw: str, precision: str, *days: date | None) -> GateDue:
    return GateDue(PURPOSES[purpose], PlanDate(raw, Precision(precision), *days))
