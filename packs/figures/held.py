"""What an edition says of what is not public: the whole one contains it, the public one does not.

It is named by kind and ground alone (Rule 29): a reference or a title would give it away. What is
shown without its words, as an item of an agenda, has its reference there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assurance.words.classification import Classification
from packs.facts.classification import WithheldCount
from packs.words import Audience


@dataclass(frozen=True, kw_only=True)
class Held:
    """What of a pack is not public, by kind and ground."""

    counts: tuple[WithheldCount, ...]

    @property
    def is_exempt(self) -> bool:
        """Tell whether any of it is exempt."""
        return any(count.classification is Classification.EXEMPT for count in self.counts)

    def has(self, kind: str) -> bool:
        """Tell whether something of a kind is among it, "result" any result."""
        kinds = [count.kind for count in self.counts if count.kind]
        return any(
            withheld.is_result if kind == "result" else withheld == kind for withheld in kinds
        )

    @property
    def along(self) -> int:
        """Return how many items go with one that they name."""
        return sum(count.count for count in self.counts if count.along)

    @property
    def words(self) -> str:
        """Return "2 exempt, 1 official-sensitive" of what is classified itself; "" for none."""
        own = (count for count in self.counts if not count.along)
        rows = sorted(own, key=lambda count: count.classification)
        found = groupby(rows, key=lambda count: count.classification)
        each = [
            f"{sum(count.count for count in those)} {classification.label.lower()}"
            for classification, those in found
        ]
        return ", ".join(each)

    @property
    def items(self) -> str:
        """Return "2 exempt, 1 official-sensitive items": how many a sentence leaves out."""
        own = sum(count.count for count in self.counts if not count.along)
        return f"{self.words} item{'s' if own != 1 else ''}"


def withheld_page(held: Sequence[WithheldCount], audience: Audience) -> Held | None:
    """Return what a public edition leaves out; None of the whole, which leaves nothing out."""
    return None if audience in (Audience.WHOLE, Audience.EXEMPT) else Held(counts=tuple(held))
