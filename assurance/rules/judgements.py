"""How judgements are counted (Rules 6, 19 and 20)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assurance.words import NOT_ASSESSED, judgement_words

WORST_FIRST = ("not_met", "partly_met", NOT_ASSESSED, "met", "not_applicable")


@dataclass(frozen=True)
class Tally:
    """How many requirements stand under each judgement: counts and n, no percentage (Rule 20)."""

    counts: tuple[tuple[str, int], ...]  # the worst first, none of them 0

    @property
    def n(self) -> int:
        """Return how many requirements count: "not applicable" leaves the number (Rule 19)."""
        return sum(count for key, count in self.counts if key != "not_applicable")

    @property
    def worst(self) -> str:
        """Return the worst judgement; not assessed outranks met (Rule 6)."""
        return self.counts[0][0] if self.counts else NOT_ASSESSED

    def of(self, judgement: str) -> int:
        """Return how many stand under one judgement."""
        return dict(self.counts).get(judgement, 0)

    @property
    def met(self) -> int:
        """Return how many are met."""
        return self.of("met")

    @property
    def words(self) -> str:
        """Return "1 of 4 met, 3 not assessed": met is said first, also when it is 0 (Rule 20)."""
        if not self.counts:
            return "No requirements"
        said = [f"{self.met} of {self.n} met"] if self.n else []
        rest = (key for key, _ in self.counts if key != "met")
        return ", ".join([*said, *(f"{self.of(k)} {judgement_words(k).lower()}" for k in rest)])


def tally(judgements: Iterable[str]) -> Tally:
    """Count judgements, a blank one as not assessed; nothing is averaged (Rules 6 and 20)."""
    counted = Counter(judgement or NOT_ASSESSED for judgement in judgements)
    return Tally(tuple((key, counted[key]) for key in WORST_FIRST if counted[key]))
