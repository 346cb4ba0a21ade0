"""What an act raises when a rule refuses it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError

from irp.models import Conflict, ReportingPeriod, User
from irp.permissions import require


class Refused(Exception):
    """An act that a rule refuses, with every reason in words a person can act on."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class Faulty(Refused):
    """What was entered has faults; `faults` names them by field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(*faults.values())
        self.faults = faults


class NotOpen(Refused):
    """A monthly act in a period that is frozen, or that was never opened; None: none was."""

    def __init__(self, reason: str, period: ReportingPeriod | None) -> None:
        super().__init__(reason)
        self.period = period


def hold_to_newest(newest: Any | None, *, seen: int) -> None:
    """Raise `Conflict` where the newest act of a numbered series is not the one the person saw.

    `newest` is its row, None where there is none; `seen` the number they saw, 0 for none. Raises
    `Refused` for a page that saw an act of a series that has none.
    """
    if seen == (newest.number if newest else 0):
        return
    raise Conflict(newest) if newest else Refused("Open this page again.")


def require_administrator(by: User | str, *, at: datetime) -> None:
    """Raise `PermissionDenied` unless the person is an administrator; commands act by a name."""
    if isinstance(by, User):
        require(by, "irp.administer", at=at)


def is_taken(error: IntegrityError) -> bool:
    """Tell whether a name, number or address was taken already, and not some other bound broken.

    SQLite says "UNIQUE constraint failed", PostgreSQL "violates unique constraint", and on further
    lines the row.
    """
    return "unique constraint" in str(error).lower().splitlines()[0]
