"""Who owns requirements, counted (Rule 24a)."""

from collections.abc import Iterable

from assurance.facts.owners import OwnerFacts


def count_unowned(owners: Iterable[OwnerFacts | None]) -> int:
    """Return how many of some requirements have no owner; each is given by its own."""
    return sum(owner is None for owner in owners)
