"""How items are classified, as lists, files and public editions say it (Rule 29)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assurance.words.classification import Classification, Paragraph
from irp.rules.texts import opening_of
from packs.facts.classification import ClassActFacts, ClassedFacts, ClassifiableFacts
from packs.words import ItemKind

OPENING = 120  # characters of the words of what has no title


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One item, with the newest act on it; None where it was never classified, so public."""

    item: ClassifiableFacts
    act: ClassActFacts | None
    words: str = ""  # how they begin, of what has no title, as whoever reads the line may read it

    @property
    def classification(self) -> Classification:
        """Return how it is classified now."""
        return self.act.classed.classification if self.act else Classification.PUBLIC

    @property
    def ground(self) -> str:
        """Return its classification in words, with the paragraph of an exempt one."""
        return ground_of(self.classification, self.act.classed.paragraph if self.act else None)

    @property
    def is_withheld(self) -> bool:
        """Tell whether public editions go without it."""
        return self.classification is not Classification.PUBLIC


def ground_of(classification: Classification, paragraph: Paragraph | None) -> str:
    """Return why something is withheld: its classification, and the paragraph of an exempt one."""
    return (
        f"{classification.label}, {paragraph.label.lower()}" if paragraph else classification.label
    )


def withheld_words(classed: ClassedFacts) -> str:
    """Return what the page of an item says of it, "" of one that is public."""
    if classed.classification is Classification.PUBLIC:
        return ""
    ground = ground_of(classed.classification, classed.paragraph)
    what = "" if classed.kind.takes_along else f" ({_within(classed.kind.label)})"
    return f"Withheld from public editions{what}: {_within(ground)}"


def _within(words: str) -> str:
    """Return words as they stand within a sentence; "CPMO" stays as it is."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def newest_acts(acts: Iterable[ClassActFacts]) -> dict[tuple[ItemKind, str], ClassActFacts]:
    """Return the newest act on each item; the acts on one come oldest first."""
    return {(act.classed.kind, act.classed.ref): act for act in acts}


def item_lines(items: Iterable[ClassifiableFacts], acts: Iterable[ClassActFacts]) -> list[ItemLine]:
    """Return the lines of items: the withheld first, those made public again, then the others."""
    newest = newest_acts(acts)
    lines = [ItemLine(item=item, act=newest.get((item.kind, item.ref))) for item in items]
    return sorted(lines, key=lambda line: (not line.is_withheld, line.act is None))


def lines_with(
    lines: Iterable[ItemLine], words: Mapping[tuple[ItemKind, str], str]
) -> list[ItemLine]:
    """Return lines with the beginning of the words of each item that has no title."""
    return [
        replace(line, words=opening_of(words.get((line.item.kind, line.item.ref), ""), OPENING))
        for line in lines
    ]
