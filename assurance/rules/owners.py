"""Who owns a requirement on a day, and what an owner may answer (Rule 24a). Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Named(Protocol):
    """What the rule asks of a naming."""

    @property
    def starts_on(self) -> date:
        """Return its first day."""

    @property
    def ends_on(self) -> date | None:
        """Return its last day, None where it goes on."""


AnyNaming = TypeVar("AnyNaming", bound=Named)


def in_force_on(namings: Iterable[AnyNaming], *, on: date) -> AnyNaming | None:
    """Return the naming that holds on a day, None where there is none.

    `namings` are one requirement's, oldest first. Of those that have begun the newest holds, until
    its own last day is over: an older one does not come back.
    """
    begun = [naming for naming in namings if naming.starts_on <= on]
    if not begun or (begun[-1].ends_on is not None and begun[-1].ends_on < on):
        return None
    return begun[-1]


def answer_faults(*, reasons: str | None) -> dict[str, str]:
    """Return the faults of an answer by field, each with what to type."""
    if reasons is None or reasons.strip():
        return {}
    return {"reasons": "Enter the reasons for your answer."}
