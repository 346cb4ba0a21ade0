"""How items are classified, and what can be (Rule 29)."""

from dataclasses import dataclass
from datetime import datetime

from assurance.words.classification import Classification, Paragraph
from packs.words import ItemKind


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassedFacts:
    """How one item is classified: the newest act on it. `paragraph` for an exempt one alone."""

    kind: ItemKind
    ref: str
    classification: Classification
    paragraph: Paragraph | None
    reason: str
    title: str = ""  # as it was then, of what is known by one; a month of before it has none


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassActFacts:
    """One act on an item: who classified it how, when and why."""

    classed: ClassedFacts
    number: int  # of the acts on the item
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassifiableFacts:
    """One item that can be classified."""

    kind: ItemKind
    ref: str
    title: str
    programme: str  # its reference, "" for what is of none


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceFacts:
    """A place in one board's pack that is classified by itself, and what people wrote there."""

    kind: ItemKind
    ref: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedFacts:
    """A piece of evidence that is not public: it says by itself how it is classified."""

    ref: str
    classification: Classification
    paragraph: Paragraph | None
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WithheldCount:
    """How many items of a kind are not public on one ground."""

    what: str  # the kind in words
    ground: str  # "Exempt, paragraph 3: financial or business affairs"
    classification: Classification
    count: int
    kind: ItemKind | None = None  # None of evidence
    refs: tuple[str, ...] = ()  # of those whose place is shown without their words
    along: ItemKind | None = None  # what they went along with, as they name it; None of others


@dataclass(frozen=True, kw_only=True, slots=True)
class HiddenTotals:
    """What a public edition cannot add up, since a part of it is withheld (Rules 25, 26 and 29).

    A total of the rest would be false, and taken from what is published it is what is withheld.
    """

    years: frozenset[int] = frozenset()  # financial years of which a saving is withheld
    receipts: bool = False  # a sale is withheld
    originals: int = 0  # milestones of the original plan that are withheld


NOTHING_HIDDEN = HiddenTotals()
