"""What an act raises when a rule refuses it."""

from datetime import datetime

from irp.models import User
from irp.permissions import require


class Refused(Exception):
    """An act that a rule refuses, with every reason in words a person can act on."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


def require_administrator(by: User | str, *, at: datetime) -> None:
    """Raise `PermissionDenied` unless the person is an administrator; commands act by a name."""
    if isinstance(by, User):
        require(by, "irp.administer", at=at)
