"""What the record says of the plan's editions: who approved each, and each row's fate (18b).

Frozen records without a rule applied, as in `programmes.facts`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from programmes.words import Fate


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionFacts:
    """One edition. The documents do not say who approved the first."""

    number: int
    name: str
    approver: str
    approved_on: date | None
    minute: str
    note: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class FateFacts:
    """What an edition did with a milestone; `heirs` took its place."""

    edition: int
    milestone: str
    fate: Fate
    reason: str
    heirs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstDates:
    """A milestone's original date, and the edition that gave it, 0 for a request for a change.

    `kind` is what the original date made it: only a dated row can be late against it.
    """

    milestone: str
    edition: int
    kind: str
    latest: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionsFacts:
    """The editions, the oldest first. Of one edition alone nothing more is read than itself."""

    editions: tuple[EditionFacts, ...]
    fates: tuple[FateFacts, ...]
    rows: tuple[FirstDates, ...]
    descents: tuple[tuple[str, str], ...]  # parent and child of a split or a merge

    @property
    def is_renewed(self) -> bool:
        """Tell whether a second edition is in force."""
        return len(self.editions) > 1
