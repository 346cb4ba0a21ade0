"""What a composite comes to: members counted, and those left out with why. Pure (Rule 27)."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpis.facts import CompositionFacts
from kpis.figures.lines import IndicatorLine
from kpis.rules import counts_as
from kpis.words import Counted, LeftOut


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberLine:
    """A member with its line, and whether it counts as met or why it is left out."""

    line: IndicatorLine
    counts: bool | LeftOut

    @property
    def printed(self) -> str:
        """Return what the member counts as, in words."""
        if isinstance(self.counts, LeftOut):
            return f"Left out: {self.counts.label}"
        return "Counts" if self.counts else "Does not"


@dataclass(frozen=True, kw_only=True, slots=True)
class CompositeLine:
    """A composite: `met` of `n` members that can be told, the others left out."""

    facts: CompositionFacts
    members: tuple[MemberLine, ...]

    @property
    def counts(self) -> Counted:
        """Return what is counted."""
        return self.facts.counts

    @property
    def met(self) -> int:
        """Return how many count."""
        return sum(member.counts is True for member in self.members)

    @property
    def n(self) -> int:
        """Return of how many it can be told."""
        return sum(not isinstance(member.counts, LeftOut) for member in self.members)

    @property
    def left_out(self) -> int:
        """Return how many members are left out."""
        return len(self.members) - self.n

    @property
    def printed(self) -> str:
        """Return "5 of 12 members; 3 left out"."""
        found = f"{self.met} of {self.n} members"
        return f"{found}; {self.left_out} left out" if self.left_out else found


def composite_line(facts: CompositionFacts, lines: Mapping[str, IndicatorLine]) -> CompositeLine:
    """Return what a composite comes to, from the lines of its members by reference."""
    return CompositeLine(
        facts=facts,
        members=tuple(
            MemberLine(
                line=line,
                counts=counts_as(
                    facts.counts,
                    status=line.status,
                    is_improving=line.is_improving,
                    readings=len(line.readings),
                    has_baseline=line.has_baseline,
                    polarity=line.polarity,
                ),
            )
            for line in (lines[ref] for ref in facts.members)
        ),
    )
