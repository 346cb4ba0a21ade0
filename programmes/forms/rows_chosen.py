"""The milestones that a form offers, open ones first."""

from collections.abc import Iterable, Mapping

from irp.rules.numbers import counted
from programmes.rules.changes import Stands
from programmes.words import CLOSED

Choices = list[tuple[str, str | list[tuple[str, str]]]]


def open_first(stands: Iterable[Stands], *, notes: Mapping[str, str] | None = None) -> Choices:
    """Return reference and words of each milestone; those that have ended are a group at the end.

    The group is a line that opens, and says how many it holds. `notes` are what more to say of a
    milestone, by its reference.
    """
    every, noted = list(stands), notes or {}
    ended = [row for row in every if row.delivery in CLOSED]
    offered: Choices = [
        (row.ref, f"{row.ref} {row.title}{_asked(row)}{noted.get(row.ref, '')}")
        for row in every
        if row not in ended
    ]
    words = counted(len(ended), "completed or descoped milestone")
    group = [
        (row.ref, f"{row.ref} {row.title} ({row.delivery.label.lower()}){noted.get(row.ref, '')}")
        for row in ended
        if row.delivery
    ]
    return [*offered, (words, group)] if group else offered


def _asked(row: Stands) -> str:
    return f" (in {row.asked_in}, undecided)" if row.asked else ""
