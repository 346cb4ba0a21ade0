"""Which dates of the Assurance Plan are others once its quarters are read so (Rule 11)."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from assurance.models import Gate
from assurance.rules.quarters_read import read_as
from irp.models import Tracked
from irp.rules.plan_dates import QuarterConvention

Row = TypeVar("Row", bound=Tracked)


def gates_to_move(quarters: QuarterConvention) -> list[Gate]:
    """Return the gates whose days change when their words are read so, nothing written."""
    return read_again(Gate.objects.select_related("requirement"), ("due",), quarters)


def read_again(rows: Iterable[Row], names: Sequence[str], quarters: QuarterConvention) -> list[Row]:
    """Return the rows that differ once the quarters in their words are read so."""
    found = list(rows)
    for row in found:
        for name in names:
            setattr(row, name, read_as(getattr(row, name), quarters))
    return [row for row in found if row.changed_fields()]


def gates_as_they_are(gates: Iterable[Gate]) -> dict[int, Gate]:
    """Return the same gates as they are stored, by key."""
    return Gate.objects.in_bulk([gate.pk for gate in gates])


def count_gates() -> int:
    """Return how many dates the Assurance Plan has."""
    return Gate.objects.count()
