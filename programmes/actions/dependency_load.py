"""One act: rows of a file become dependencies, all or none (Rule 28, DESIGN 4a.10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.models import Conflict, PlanSettings, User
from programmes.actions.dependencies import End, add_dependency
from programmes.models import Dependency
from programmes.readings.dependency_rows import of_two_ends, registered
from programmes.rules.dependency_file import Handover, twin_of


@dataclass(frozen=True, kw_only=True)
class NewDependency:
    """A dependency to add: its line in the file, its ends, what it says, by which names."""

    line: int
    giver: End
    taker: End
    values: Mapping[str, Any]
    says: Handover
    names: Sequence[str]


def load_dependencies(rows: Sequence[NewDependency], *, by: User, at: datetime) -> list[Dependency]:
    """Add every dependency of a file, in one transaction; each is confirmed for the person's side.

    Raises `Conflict` where somebody added one of them since the file was read, and `Refused` with
    the line where the single act refuses: nothing is written then.
    """
    with transaction.atomic(savepoint=False):
        PlanSettings.objects.select_for_update().first()  # as one is added: one file at a time
        there = {row.ref: row for row in of_two_ends()}
        register = [registered(row) for row in there.values()]
        for row in rows:
            if twin := twin_of(row.says, register, names=row.names):
                raise Conflict(there[twin.ref])
        return [_add(row, by=by, at=at) for row in rows]


def _add(row: NewDependency, *, by: User, at: datetime) -> Dependency:
    try:
        return add_dependency(row.giver, row.taker, row.values, by=by, at=at)
    except Faulty as faulty:
        raise Refused(
            *(f"line {row.line}: {fault}" for fault in faulty.faults.values())
        ) from faulty
