"""How items are classified, and what can be (Rule 29)."""

from dataclasses import dataclass

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
class ClassifiableFacts:
    """One item that can be classified."""

    kind: ItemKind
    ref: str
    title: str
    programme: str  # its reference, "" for what is of none
