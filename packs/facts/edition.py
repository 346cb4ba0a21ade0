"""What stands in an edition of a pack beside its snapshot, pinned when the pack is asked for."""

from dataclasses import dataclass
from datetime import date, datetime

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
class PinnedFacts:
    """Everything that an edition prints and its snapshot does not hold."""

    at: datetime  # when the pack was asked for
    texts: tuple[TextFacts, ...]
    items: tuple[ItemFacts, ...]  # decisions sought of the board at this meeting
    since: tuple[SinceFacts, ...]
    classes: tuple[ClassedFacts, ...] = ()  # items that were not public when it was asked for
    closed: tuple[ClosedFacts, ...] = ()  # and evidence

    def text(self, kind: TextKind) -> TextFacts | None:
        """Return the text of a kind that has one, None where nobody wrote it."""
        return next((one for one in self.texts if one.kind is kind), None)

    @property
    def worries(self) -> list[TextFacts]:
        """Return the risks to name, in their order."""
        return [one for one in self.texts if one.kind is TextKind.WORRY]
