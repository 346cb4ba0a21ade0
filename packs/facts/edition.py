"""What stands in an edition of a pack beside its snapshot, pinned when the pack is asked for."""

from dataclasses import dataclass
from datetime import date, datetime

from irp.words import Oversight
from packs.facts.classification import ClassedFacts, ClosedFacts
from packs.facts.meetings import ItemFacts
from packs.words.edition import TextKind


@dataclass(frozen=True, kw_only=True, slots=True)
class TextFacts:
    """A text as it was put in the pack, and by whom (Rule 31)."""

    kind: TextKind
    place: int
    words: str
    way_back: str
    owner: str
    due_on: date | None
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceFacts:
    """An act between the freeze and the moment the pack was asked for (Rules 14 and 24e)."""

    what: str
    who: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenFacts:
    """A programme that a committee takes, and what the plan calls it, "" where it does not."""

    ref: str
    name: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtractFacts:
    """The committee that an extract is for, as it was when the extract was asked for."""

    committee: str
    oversight: Oversight
    meets_on: date
    programmes: tuple[TakenFacts, ...]  # those of a committee that takes single ones

    @property
    def is_part(self) -> bool:
        """Tell whether it is of single programmes, so that it says nothing of the whole plan."""
        return self.oversight is Oversight.PROGRAMMES

    @property
    def refs(self) -> frozenset[str]:
        """Return the references of its programmes."""
        return frozenset(programme.ref for programme in self.programmes)


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectedFacts:
    """What a board's version that a public edition is made from corrects, and why."""

    version: str  # what was issued before it
    on: date  # on which that was issued
    words: str  # the reason of the correction


@dataclass(frozen=True, kw_only=True, slots=True)
class CompositeFacts:
    """A composite KPI that counts one that is not public, and which of them."""

    ref: str
    members: tuple[str, ...]  # those that are not public


@dataclass(frozen=True, kw_only=True, slots=True)
class PinnedFacts:
    """Everything that an edition prints and its snapshot does not hold."""

    at: datetime  # when the pack was asked for
    texts: tuple[TextFacts, ...]
    items: tuple[ItemFacts, ...]  # decisions sought of the board at this meeting
    since: tuple[SinceFacts, ...]
    classes: tuple[ClassedFacts, ...] = ()  # items that were not public when it was asked for
    closed: tuple[ClosedFacts, ...] = ()  # and evidence
    extract: ExtractFacts | None = None  # of a committee's extract alone
    corrects: CorrectedFacts | None = None  # of the public edition of a correction alone
    composites: tuple[CompositeFacts, ...] = ()  # that go with a KPI that is not public

    def text(self, kind: TextKind) -> TextFacts | None:
        """Return the text of a kind that has one, None where nobody wrote it."""
        return next((text for text in self.texts if text.kind is kind), None)

    @property
    def worries(self) -> list[TextFacts]:
        """Return the risks to name, in their order."""
        return [text for text in self.texts if text.kind is TextKind.WORRY]
