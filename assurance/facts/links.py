"""What the record says of links: what of the delivery serves which requirement."""

from dataclasses import dataclass
from datetime import datetime

from assurance.words.links import LinkKind, LinkState


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkFacts:
    """A link from delivery to a requirement, with who proposed, confirmed and ended it."""

    number: int
    requirement: str  # reference
    kind: LinkKind
    ref: str  # of what serves it
    title: str
    programme: str  # reference of its programme, its own where it is one; "" where it has none
    state: LinkState
    reason: str
    source: str  # where the documents say it, "" where a person proposed it
    proposed_by: str  # name
    proposed_in: str  # post
    proposed_at: datetime
    confirmed_by: str
    confirmed_in: str
    confirmed_at: datetime | None
    ended_by: str
    ended_in: str
    ended_at: datetime | None
    ended_reason: str

    @property
    def name(self) -> str:
        """Return the reference that people know the link by."""
        return link_ref(self.number)

    @property
    def is_open(self) -> bool:
        """Tell whether it has not ended."""
        return self.state is not LinkState.ENDED

    @property
    def is_from_documents(self) -> bool:
        """Tell whether it was shipped with the plan, which no person proposed."""
        return bool(self.source)


def link_ref(number: int) -> str:
    """Return the reference of a link, such as "L-014"."""
    return f"L-{number:03}"


@dataclass(frozen=True, kw_only=True, slots=True)
class CoveredFacts:
    """A requirement as far as coverage goes."""

    ref: str
    title: str
    outcome: int
    test: int
