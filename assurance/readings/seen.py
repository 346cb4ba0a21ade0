"""Who asks for evidence, as far as a statement that is written once has to know (Rule 29)."""

from assurance.rules.evidence import SEES_ALL
from irp.models import User


def asker_of(user: User) -> tuple[frozenset[str], dict[str, int]]:
    """Return a person's kinds of post, and `by`, their key, where it decides what they see."""
    kinds = frozenset(user.kinds())
    return kinds, {"by": user.pk} if kinds.isdisjoint(SEES_ALL) else {}
