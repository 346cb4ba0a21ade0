"""What an SAO judges beside the overall rating of a month: five dimensions, never rolled up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from programmes.words import Dimension, Rating


@dataclass(frozen=True, kw_only=True)
class Dimensions:
    """The dimensions that are judged, and why those that are Amber or Red; the others are not."""

    given: Mapping[Dimension, Rating] = field(default_factory=dict)
    reason: str = ""

    def stored(self) -> dict[str, str]:
        """Return what is judged, as it is stored and signed; nothing where none is."""
        if not self.given:
            return {}
        judged = {dimension.value: rating.value for dimension, rating in self.given.items()}
        return judged | {"dimensions_reason": self.reason.strip()}

    @property
    def rows(self) -> list[tuple[Dimension, Rating | None]]:
        """Return every dimension with its judgement, None where it is not judged."""
        return [(dimension, self.given.get(dimension)) for dimension in Dimension]


NOT_JUDGED = Dimensions()
