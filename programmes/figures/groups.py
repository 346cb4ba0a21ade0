"""How many lines of a list are of each of its groups: what its counts say and its filter shows."""

from collections import Counter
from collections.abc import Container, Iterable
from typing import Any, Protocol, TypeVar

Group = TypeVar("Group")


class Grouped(Protocol):
    """A line that says which groups of its list it is of."""

    @property
    def groups(self) -> Any:
        """Return the groups, as something that tells what is in it."""


def count_in_group(groups: Iterable[Container[Group]], group: Group) -> int:
    """Return how many lines are of a group; each is given by the groups that it is of."""
    return sum(group in of for of in groups)


def count_of_each(groups: Iterable[Group], lines: Iterable[Grouped]) -> dict[Group, int]:
    """Return the number of lines of each group, in the order of the groups."""
    counted = Counter(group for line in lines for group in line.groups)
    return {group: counted[group] for group in groups}
