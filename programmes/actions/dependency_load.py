"""One act: rows of a file become dependencies, all or none (Rule 28, DESIGN 4a.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from irp.actions import Refused
from irp.models import Conflict, PlanSettings, User
from programmes.actions.dependencies import FaultyHandover, NewHandover, add_dependencies
from programmes.models import Dependency
from programmes.readings.dependency_rows import of_two_ends, registered
from programmes.rules.dependency_file import Handover, twin_of


@dataclass(frozen=True, kw_only=True)
class NewDependency:
    """A dependency to add: its line in the file, what it adds and says, by which names."""

    line: int
    adds: NewHandover
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
        try:
            return add_dependencies([row.adds for row in rows], by=by, at=at)
        except FaultyHandover as faulty:
            line = rows[faulty.place].line
            sentences = (f"line {line}: {fault}" for fault in faulty.faults.values())
            raise Refused(*sentences) from faulty
