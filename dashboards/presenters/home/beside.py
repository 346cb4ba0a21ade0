"""What a home reads in one statement with its other lists: figures owed, holdings, days moved."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import IntegerField, Value

from assurance.readings.owned import OUTCOME_PARTS
from irp.models import PeriodStep
from irp.readings import Among
from irp.readings.commissioners import HOLDING_PARTS
from irp.words import PeriodAct, PostKind
from kpis.readings import OWED_PARTS, OWN_PARTS

Parts = tuple[tuple[Any, tuple[Any, ...]], ...]

MOVED = "moved"
# The months whose days were changed, in eight columns of the types that other lists have.
MOVED_PARTS: Parts = (
    (
        Among(PeriodStep, "what", "moved"),
        (
            *(Value(MOVED), Value(""), Value(""), "period_id", Value(""), "period__month"),
            *(Value(None, output_field=IntegerField()) for _ in range(2)),
        ),
    ),
)
BESIDE = (*HOLDING_PARTS, *OUTCOME_PARTS)  # what every home reads with its other lists


def lists_beside(kinds: Collection[str], titles: Collection[str]) -> tuple[Parts, dict[str, Any]]:
    """Return the lists that the home of these kinds of post reads, and the values they ask for."""
    is_cpmo = PostKind.CPMO in kinds
    lists: Parts = (*(OWED_PARTS if is_cpmo else OWN_PARTS), *BESIDE)
    asked: dict[str, Any] = {} if is_cpmo else {"titles": sorted(titles)}
    if PostKind.COMMISSIONER not in kinds:
        return lists, asked
    return (*lists, *MOVED_PARTS), asked | {"moved": PeriodAct.DATES_CHANGED.value}


def was_moved(beside: Iterable[tuple[Any, ...]], month: date) -> bool:
    """Tell from what was read whether a month's days were moved."""
    return any(row[0] == MOVED and row[5] == month for row in beside)
