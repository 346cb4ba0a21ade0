"""The milestones that a form offers, open ones first."""

from collections.abc import Iterable

from programmes.rules.changes import Stands
from programmes.words import CLOSED


def open_first(stands: Iterable[Stands]) -> list[tuple[str, str]]:
    """Return reference and words of each milestone; those that have ended come last and say so."""
    every = list(stands)
    ended = [row for row in every if row.delivery in CLOSED]
    offered = [
        (row.ref, f"{row.ref} {row.title}{_asked(row)}") for row in every if row not in ended
    ]
    return offered + [
        (row.ref, f"{row.ref} {row.title} ({row.delivery.label.lower()})")
        for row in ended
        if row.delivery
    ]


def _asked(row: Stands) -> str:
    return f" (in {row.asked_in}, undecided)" if row.asked else ""
