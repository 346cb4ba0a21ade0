"""Interests of commissioners as pages and files show them (Rule 24b)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assurance.facts.interests import InterestFacts
from assurance.rules.interests import is_in_force


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestLine:
    """One interest, and whether it holds on the day."""

    facts: InterestFacts
    is_in_force: bool
    is_ahead: bool

    @property
    def state(self) -> str:
        """Return whether it holds, in words."""
        if self.is_in_force:
            return "In force"
        return "Not yet in force" if self.is_ahead else "Ended"


def interest_lines(rows: Iterable[InterestFacts], *, on: date) -> tuple[InterestLine, ...]:
    """Return interests by outcome, those in force first, then the newest."""
    lines = [
        InterestLine(
            facts=row,
            is_in_force=is_in_force(starts_on=row.starts_on, ends_on=row.ends_on, on=on),
            is_ahead=on < row.starts_on,
        )
        for row in rows
    ]
    return tuple(
        sorted(
            lines,
            key=lambda line: (line.facts.outcome, not line.is_in_force, -line.facts.number),
        )
    )
