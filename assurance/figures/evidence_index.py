"""The index of evidence of a frozen month, a line each for an outcome. Pure (Rules 22 and 29)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from assurance.facts.evidence import IndexedFacts
from assurance.rules.evidence import is_expired
from irp.rules.date_spans import printed_day


@dataclass(frozen=True, kw_only=True)
class IndexLine:
    """A piece as the index prints it, for the requirements of one outcome."""

    facts: IndexedFacts
    requirements: tuple[str, ...]
    on: date

    @property
    def title(self) -> str:
        """Return its title, or what withholds it."""
        return self.facts.title or f"Title withheld: {self.facts.classification.label.lower()}"

    @property
    def effective(self) -> str:
        """Return the days it says something about, in words."""
        first, last = self.facts.effective_from, self.facts.effective_to
        return (
            printed_day(first) if first == last else f"{printed_day(first)} to {printed_day(last)}"
        )

    @property
    def state(self) -> str:
        """Return that it was sealed or had expired by that day, "" for neither."""
        if self.facts.is_sealed:
            return "Sealed"
        return "Expired" if is_expired(self.facts.expires_on, on=self.on) else ""


def index_lines(
    pieces: Iterable[IndexedFacts], *, refs: Collection[str], on: date
) -> tuple[IndexLine, ...]:
    """Return the pieces for any of these requirements, in the order of their numbers."""
    lines = (
        IndexLine(
            facts=piece, requirements=tuple(ref for ref in piece.requirements if ref in refs), on=on
        )
        for piece in pieces
    )
    return tuple(line for line in lines if line.requirements)
