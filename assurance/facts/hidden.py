"""Which results a public edition does not show: they are not published yet (Rule 24e)."""

from collections.abc import Set
from dataclasses import dataclass

from assurance.words import Speaker


@dataclass(frozen=True, kw_only=True, slots=True)
class HiddenResults:
    """Results that are not shown, whether there is one or none, whatever it is."""

    results: Set[tuple[str, Speaker]] = frozenset()  # a requirement, and whose it is
    cells: Set[tuple[int, int]] = frozenset()  # outcomes under a test

    def hides(self, ref: str, speaker: Speaker) -> bool:
        """Tell whether a speaker's result of a requirement is not shown."""
        return (ref, speaker) in self.results


ALL_SHOWN = HiddenResults()
