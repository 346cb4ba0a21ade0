"""When the packs of a month are issued (Rule 14)."""

from collections.abc import Iterable
from typing import Protocol

from packs.words import Forum


class Drawn(Protocol):
    """A pack as far as it says for which board it is, and how far it has come."""

    @property
    def forum(self) -> str:
        """Return the board it is for."""

    @property
    def standing(self) -> str:
        """Return whether it is a draft or final."""

    @property
    def state(self) -> str:
        """Return how far its drawing has come."""


def is_issued(packs: Iterable[Drawn]) -> bool:
    """Tell whether each board's pack is final and ready, of the packs of one month."""
    issued = {pack.forum for pack in packs if pack.standing == "final" and pack.state == "ready"}
    return issued == set(Forum)
