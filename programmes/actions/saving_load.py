"""One act: rows of a file become savings and targets, all or none (Rule 26, DESIGN 4a.10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.models import User
from programmes.actions.saving_targets import set_saving_target
from programmes.actions.savings import add_saving
from programmes.models import Programme, Saving


@dataclass(frozen=True, kw_only=True)
class LoadedTarget:
    """A target that a row sets; `seen` is the key of the newest version that was there, 0: none."""

    year: int
    in_year: Decimal
    full_year: Decimal | None
    decided_by: str
    reason: str
    seen: int


@dataclass(frozen=True, kw_only=True)
class LoadedSaving:
    """A row to load: a new saving, or one that there is, with a target where the row has one."""

    line: int
    row: Saving | None  # None for a new one
    programme: Programme
    values: Mapping[str, Any]
    target: LoadedTarget | None


def load_savings(rows: Sequence[LoadedSaving], *, by: User, at: datetime) -> list[Saving]:
    """Add every saving and set every target of a file, in one transaction.

    Raises `Conflict` where a target was set since the file was read, and `Refused` with the line
    where the single act refuses: nothing is written then.
    """
    with transaction.atomic(savepoint=False):
        return [_load(row, by=by, at=at) for row in rows]


def _load(row: LoadedSaving, *, by: User, at: datetime) -> Saving:
    try:
        saving = row.row or add_saving(row.programme, row.values, by=by, at=at)
        if row.target:
            said = {name: getattr(row.target, name) for name in LoadedTarget.__dataclass_fields__}
            set_saving_target(saving, **said, by=by, at=at)
        return saving
    except Faulty as faulty:
        raise Refused(
            *(f"line {row.line}: {fault}" for fault in faulty.faults.values())
        ) from faulty
