"""How items are classified, and what can be (Rule 29)."""

from dataclasses import dataclass
from datetime import datetime

from assurance.words.evidence import Classification, Paragraph
from packs.words import ItemKind


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassedFacts:
    """How one item is classified: the newest act on it. `paragraph` for an exempt one alone."""

    kind: ItemKind
    ref: str
    classification: Classification
    paragraph: Paragraph | None
    reason: str


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
class ClosedFacts:
    """A piece of evidence that is not public: it says by itself how it is classified."""

    ref: str
    classification: Classification
    paragraph: Paragraph | None


@dataclass(frozen=True, kw_only=True, slots=True)
class WithheldCount:
    """How many items of a kind are not public on one ground."""

    what: str  # the kind in words
    ground: str  # "Exempt, paragraph 3: financial or business affairs"
    classification: Classification
    count: int
