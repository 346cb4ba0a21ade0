"""What is found of an item that is exempt, whatever kind it is of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from packs.facts import PlanFacts

Passage = tuple[str, str]  # what a text is, and the text


@dataclass(frozen=True, kw_only=True)
class Found:
    """An item's title, what it says, and what a reader who does not know it places it by."""

    title: str
    passages: list[Passage]
    programme: str | None = None  # its reference; None of what is no programme's
    owner: str | None = None  # the post that answers for it, None where none is named
    place: str = ""  # "Priority outcome 8, test 1", of what is no programme's


Finder = Callable[[PlanFacts, str], Found | None]


def of_ref(rows: Iterable[Any], ref: str) -> Any:
    """Return the row of a reference, None where there is none."""
    return next((row for row in rows if row.ref == ref), None)
