"""The parts of a request: which kinds one request may ask of its rows together (Rules 18, 18a).

A part is of one kind and was asked for together: each of its rows is decided alone, but for those
of a split or a merge, which are one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, TypeVar

from programmes.words import ChangeKind

MOST_ROWS = 99  # of one request
TOO_MANY = f"Choose {MOST_ROWS} milestones at most"
PLACES = MOST_ROWS + 1  # of one part, so that its boxes are numbered apart from those of others
TICKED = ("gate_overtaken", "money_changed")  # what is said of rows by ticking their numbers
TAKES_OUT = {
    ChangeKind.SPLIT: "A split takes",
    ChangeKind.MERGE: "A merge takes",
    ChangeKind.CLOSE: "Closing takes",
}
# What one request may ask of one milestone together: each alters what the other leaves as it is.
TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        *((ChangeKind.WORDING, other) for other in (
            ChangeKind.DATE, ChangeKind.PAUSE, ChangeKind.RESUME, ChangeKind.DESCOPE
        )),
        *((ChangeKind.SCOPE, other) for other in (
            ChangeKind.DATE, ChangeKind.PAUSE, ChangeKind.RESUME
        )),
        *((ChangeKind.DATE, other) for other in (ChangeKind.PAUSE, ChangeKind.RESUME)),
    )
)  # fmt: skip


class InAPart(Protocol):
    """A row of a request, as it is typed or as it is kept."""

    @property
    def number(self) -> int:
        """Return its number within the request."""

    @property
    def part(self) -> int:
        """Return the number of the part that it was asked for in."""

    @property
    def kind(self) -> ChangeKind:
        """Return what it asks for."""


Row = TypeVar("Row", bound=InAPart)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a part that is being written asks for, and of which milestones, by reference.

    Its number is given to no other part of the request, so that what was typed for it stays its
    own when others are left out.
    """

    number: int
    kind: ChangeKind
    refs: tuple[str, ...] = ()


def asked_for(parts: Iterable[Part]) -> str:
    """Return what is asked for of which milestones: "Move a date (HOU-01, HOU-02), pause"."""
    asked = [
        f"{part.kind.label}{f' ({names})' if (names := ', '.join(part.refs)) else ''}"
        for part in parts
    ]
    return ", ".join([*asked[:1], *(words[:1].lower() + words[1:] for words in asked[1:])])


def units_of(rows: Iterable[Row]) -> list[list[Row]]:
    """Return rows as they are decided: each alone, those of a split or a merge as one."""
    found: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.part, 0 if row.kind.is_whole else row.number].append(row)
    return list(found.values())


def with_part(
    parts: Sequence[Part], kind: ChangeKind, refs: Collection[str], *, number: int
) -> list[Part]:
    """Return the parts of a request with another kind of change.

    Milestones join the part of their kind where there is one; a split, a merge and new work have a
    part of their own each time, which is given the number.
    """
    alone = kind.is_whole or kind is ChangeKind.ADD
    for place, part in enumerate(parts):
        if part.kind is kind and not alone:
            joined = Part(number=part.number, kind=kind, refs=(*part.refs, *refs))
            return [*parts[:place], joined, *parts[place + 1 :]]
    return [*parts, Part(number=number, kind=kind, refs=tuple(refs))]


def entered_without(number: int, entered: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed by its boxes' names without that of a part: "new_102" is of part 2.

    Of the boxes that are ticked for rows the numbers of its rows are left out.
    """

    def is_of(box: str) -> bool:
        return box.isdigit() and (int(box) - 1) // PLACES + 1 == number

    rest = {}
    for name, words in entered.items():
        if name in TICKED:
            rest[name] = ",".join(box for box in words.split(",") if not is_of(box))
        elif not is_of(name.rpartition("_")[2]):
            rest[name] = words
    return {name: words for name, words in rest.items() if words}


def parts_faults(parts: Iterable[Part]) -> list[str]:
    """Return what is wrong with the parts of a request that is being written."""
    every = list(parts)
    if sum(len(part.refs) for part in every) > MOST_ROWS:
        return [TOO_MANY]
    return together_faults((ref, part.number, part.kind) for part in every for ref in part.refs)


def together_faults(asked: Iterable[tuple[str, int, ChangeKind]]) -> list[str]:
    """Return why one request may not ask all this of its milestones, by milestone.

    `asked` are references with the number and kind of the part that names them, once for each row
    but for a split, whose rows name the same one.
    """
    by: dict[str, list[tuple[int, ChangeKind]]] = defaultdict(list)
    for ref, part, kind in asked:
        if kind is not ChangeKind.SPLIT or (part, kind) not in by[ref]:
            by[ref].append((part, kind))
    return [
        fault for ref, found in by.items() if (fault := _fault(ref, [kind for _, kind in found]))
    ]


def _fault(ref: str, kinds: Sequence[ChangeKind]) -> str:
    """Return why one request may not ask these kinds of one milestone; "" where it may."""
    for kind in dict.fromkeys(kinds):
        if kinds.count(kind) > 1:
            return f"{ref} is named twice for “{kind.label}”. Choose it once."
    for kind, other in combinations(kinds, 2):
        if {kind, other} not in TOGETHER:
            return _reason(ref, {kind, other})
    return ""


def _reason(ref: str, kinds: set[ChangeKind]) -> str:
    """Return why two kinds make no sense together of one milestone."""
    if leaves := [words for kind, words in TAKES_OUT.items() if kind in kinds]:
        return f"{leaves[0]} {ref} out of the plan, so nothing else can be asked of it beside that."
    if ChangeKind.WORDING in kinds:
        return f"A change of scope has the new words of {ref} in it. Leave the other wording out."
    statuses = [kind for kind in ChangeKind if kind in kinds and kind.is_status]
    if len(statuses) > 1:
        both = " and ".join(kind.done.lower() for kind in statuses)
        return f"{ref} cannot be {both} by one request. Choose one of them."
    return f"Descoped work is not done, so {ref} has neither a new date nor another scope."


def added_again(title: str, ends: Iterable[tuple[str, str, ChangeKind]]) -> str:
    """Return why new work may not have these words; "" where it may.

    `ends` are the milestones that the same request takes away, with their words and how. As new
    work it would have another original date, and its lateness would be forgotten (Rule 9).
    """
    words = " ".join(title.casefold().split())
    for ref, old, kind in ends:
        if words and words == " ".join(old.casefold().split()):
            return (
                f"Enter other words. These are the words of {ref}, which is {kind.done.lower()} by "
                "this request. To go on with it, move its date or change its scope"
            )
    return ""


ENDS = {ChangeKind.CLOSE, ChangeKind.DESCOPE, ChangeKind.SPLIT, ChangeKind.MERGE}
