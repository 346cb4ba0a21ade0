"""Who may do what in the framework: rights follow the posts held on the day (ADR 0005)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import rules
from django.core.exceptions import PermissionDenied

from irp.rules.calendar import london_day


def holds(*kinds: str) -> Callable[..., bool]:
    """Return a predicate: the person holds a post of one of these kinds on the day they act."""
    return rules.predicate(lambda user: user.holds_kind(*kinds), name=f"holds {' or '.join(kinds)}")


is_administrator = holds("administrator")
is_cpmo = holds("cpmo")


@rules.predicate
def is_reader(user: Any) -> bool:
    """Tell whether the person holds any post at all: without one, nothing is shown."""
    return bool(user.kinds())


rules.add_perm("irp.read_plan", is_reader)
rules.add_perm("irp.run_cycle", is_cpmo)
rules.add_perm("irp.administer", is_administrator)
rules.add_perm("irp.confirm_commissioner", holds("administrator", "commissioner"))

DENIED = {
    "irp.read_plan": "You hold no post today, so you cannot see the plan. Ask an administrator.",
    "irp.run_cycle": "Only CPMO can open, change and freeze reporting periods.",
    "irp.confirm_commissioner": "Only commissioners confirm a commissioner’s post.",
    "irp.administer": "Only administrators can manage users, posts and settings.",
}
Why = str | PermissionDenied
DENIED_OF: dict[str, Callable[[Any, Any], Why]] = {}  # by who asks and what they ask for


class NotYet(PermissionDenied):
    """What the person has the right to is not made yet: they come back, and ask nobody."""


def require(user: Any, right: str, row: Any = None, *, at: datetime) -> None:
    """Raise `PermissionDenied`, in words a person can act on, unless the right is held.

    Rights are judged on the day of `at`, so that an act and its right have one clock.
    """
    user.acting_on = london_day(at)
    if not user.has_perm(right, row):
        why = DENIED_OF.get(right) if row is not None else None
        words = why(user, row) if why else DENIED.get(right, "You cannot do this.")
        raise words if isinstance(words, PermissionDenied) else PermissionDenied(words)
