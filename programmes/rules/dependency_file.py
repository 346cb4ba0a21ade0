"""A file of dependencies: which rows are there already, which close a circle (Rule 28)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from irp.rules.date_spans import printed_day
from programmes.rules.dependencies import Edge, circle_with, circle_words, given_late
from programmes.words import DependencyState


@dataclass(frozen=True, kw_only=True)
class Handover:
    """What is handed over by whom to whom and when, as a row of a file or the register says it."""

    giver_ref: str
    taker_ref: str
    title: str
    description: str
    give_by: date | None
    need_by: date | None
    requirements: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what two that mean the same have in common: both ends and what is handed over."""
        return self.giver_ref, self.taker_ref, " ".join(self.title.casefold().split())

    @property
    def days_late(self) -> int:
        """Return how many days after it is needed it is to be given, 0 for none."""
        return given_late(give_by=self.give_by, need_by=self.need_by)


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A dependency of the register, as a file's rows are compared with it."""

    ref: str
    state: DependencyState
    says: Handover


def differing(handover: Handover, other: Handover, *, names: Iterable[str]) -> list[str]:
    """Return which of the named parts two say differently; capitals and spaces count for none."""
    parts = {
        "title": handover.key[2] != other.key[2],
        "description": handover.description.split() != other.description.split(),
        "requirements": set(handover.requirements) != set(other.requirements),
    }
    return [
        name for name in names if parts.get(name, getattr(handover, name) != getattr(other, name))
    ]


def twin_of(
    handover: Handover, register: Iterable[Registered], *, names: Sequence[str]
) -> Registered | None:
    """Return the dependency that a row without a reference repeats: the same ends and words.

    One that is open, whatever else it says; of those that ended only one that says all the same:
    what was given once may be needed again by other days.
    """
    same = [registered for registered in register if registered.says.key == handover.key]
    twins = [
        registered for registered in same if not differing(handover, registered.says, names=names)
    ]
    twins += [registered for registered in same if registered.state is DependencyState.OPEN]
    return next(iter(twins), None)


def instead(twin: Registered, name: str) -> str:
    """Return what to type where a row says something else than the dependency that there is."""
    stored = _words(getattr(twin.says, name))
    if twin.state is not DependencyState.OPEN:
        words = stored or "nothing"
        return f"Leave this row out. {twin.ref} {twin.state.predicate}, and says {words} here"
    what = f"Type {stored}" if stored else "Leave it empty"
    return f"{what}, as {twin.ref} says, or change {twin.ref} on its own page"


def _words(value: Any) -> str:
    """Return a part of a dependency as a cell says it, cut to what a fault has room for."""
    if isinstance(value, date):
        return printed_day(value)
    words = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return words if len(words) <= 60 else f"{words[:59]}…"


def circle_faults(lines: Mapping[int, Edge], edges: Iterable[Edge]) -> dict[int, str]:
    """Return what is wrong with each line that closes a circle with what is above it or open.

    `lines` are giver and taker by line; `edges` the open dependencies there are. A line that closes
    one is not counted with those below it.
    """
    known, faults = list(edges), {}
    above: dict[Edge, int] = {}
    for line, (giver, taker) in lines.items():
        circle = circle_with(known, giver=giver, taker=taker)
        if not circle:
            known.append((giver, taker))
            above.setdefault((giver, taker), line)
            continue
        pairs = pairwise(circle)
        others = [above[pair] for pair in pairs if pair in above]
        what = "Close one of the others first"
        if others:
            what = f"Leave this row out, or line {' or '.join(str(other) for other in others)}"
        faults[line] = f"{circle_words(circle)} {what}"
    return faults
