"""The items that are not public, as far as a month speaks of them, and how many they are (29)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assurance.words.classification import Classification
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts, ClosedFacts, WithheldCount
from packs.facts.edition import PinnedFacts
from packs.figures.classification import ground_of
from packs.snapshot.hushing import refs_in
from packs.snapshot.results import tests_in
from packs.snapshot.words_of import spoken_of
from packs.words import ItemKind

EVIDENCE = "Evidence"


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One item that is not public; evidence, which is classified by itself, has no kind."""

    kind: ItemKind | None
    ref: str
    classification: Classification
    ground: str
    title: str  # as it was when it was pinned; "" of what has none
    along: ItemKind | None = None  # of what it went along with; None of what is classified itself

    @property
    def is_of_words(self) -> bool:
        """Tell whether it is what people wrote of something that itself stays public."""
        return self.kind is not None and self.kind.is_of_words

    @property
    def is_result(self) -> bool:
        """Tell whether it is a result, of which the requirement or test itself stays."""
        return self.kind is not None and self.kind.is_result

    @property
    def takes_along(self) -> bool:
        """Tell whether what names it goes with it: what cites a piece of evidence stays."""
        return self.kind is not None and self.kind.takes_along

    @property
    def place(self) -> tuple[int, int, str]:
        """Return where it stands among others: by kind, evidence last, then by ground.

        What went along with something stands after what is classified itself.
        """
        kinds = list(ItemKind)
        along = kinds.index(self.along) + 1 if self.along else 0
        return kinds.index(self.kind) if self.kind else len(ItemKind), along, self.ground


def held_in(
    classes: Iterable[ClassedFacts], closed: Iterable[ClosedFacts], *months: PlanFacts | None
) -> list[Held]:
    """Return what is not public, by the newest acts and by what evidence says, now or frozen.

    Of two months it is the first that says how a piece of both was classified.
    """
    then = [
        ClosedFacts(ref=piece.ref, classification=piece.classification, paragraph=None)
        for month in reversed(months)
        for piece in (month.evidence if month else None) or ()
    ]
    pieces = {piece.ref: piece for piece in (*then, *closed)}
    held = [_item(classed, classed.kind) for classed in classes] + [
        _item(piece) for piece in pieces.values()
    ]
    return [item for item in held if item.classification is not Classification.PUBLIC]


def composites_in(held: Iterable[Held], pinned: PinnedFacts | None) -> list[Held]:
    """Return the composite KPIs that go with one that they count, but those classified themselves.

    By how many members are as they should be, less those that are shown, one knows the withheld.
    """
    kpis = {item.ref: item for item in held if item.kind is ItemKind.INDICATOR}
    return [
        replace(member, ref=composite.ref, title="", along=member.kind)
        for composite in (pinned.composites if pinned else ())
        if composite.ref not in kpis and (member := kpis.get(composite.members[0]))
    ]


def _item(classed: ClassedFacts | ClosedFacts, kind: ItemKind | None = None) -> Held:
    return Held(
        kind=kind,
        ref=classed.ref,
        classification=classed.classification,
        ground=ground_of(classed.classification, classed.paragraph),
        title=classed.title,
    )


def those_in(months: Sequence[Mapping[str, Any]], held: Iterable[Held]) -> list[Held]:
    """Return the items that stand in one of the months at all."""
    refs = _refs(months)
    return [item for item in held if _is_there(months, refs, item.kind, item.ref)]


def speaks_of(months: Sequence[Mapping[str, Any]], kind: ItemKind | None, ref: str) -> bool:
    """Tell whether an item stands in one of the months at all."""
    is_of_words = kind is not None and kind.is_of_words
    return _is_there(months, set() if is_of_words else _refs(months), kind, ref)


def _refs(months: Sequence[Mapping[str, Any]]) -> set[str]:
    return {ref for facts in months for ref in (*refs_in(facts), *tests_in(facts))}


def _is_there(
    months: Sequence[Mapping[str, Any]], refs: set[str], kind: ItemKind | None, ref: str
) -> bool:
    if kind is not None and kind.is_of_words:
        return any(True for facts in months for _ in spoken_of(facts, kind, ref))
    return ref in refs


def counted(held: Iterable[Held]) -> tuple[WithheldCount, ...]:
    """Return how many items of each kind and ground they are."""
    found: dict[tuple[int, int, str], list[Held]] = {}
    for item in held:
        found.setdefault(item.place, []).append(item)
    return tuple(
        WithheldCount(
            what=those[0].kind.label if those[0].kind else EVIDENCE,
            ground=those[0].ground,
            classification=those[0].classification,
            count=len(those),
            kind=those[0].kind,
            refs=tuple(item.ref for item in those if item.is_of_words),
            along=those[0].along,
        )
        for _, those in sorted(found.items())
    )
