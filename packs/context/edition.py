"""What people wrote for an edition, what its board is asked, and what happened since the freeze.

It was pinned when the pack was asked for: nothing of it is in the snapshot.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from packs.context.delivery import HighlightReport
from packs.context.frame import Calendar
from packs.facts.edition import PinnedFacts, TextFacts
from packs.figures.meetings import ItemLine, item_line
from packs.figures.since import withdrawals
from packs.words.edition import TextKind
from programmes.figures.milestones import MilestoneLine


@dataclass(frozen=True, kw_only=True)
class EditionPage:
    """What one edition prints beside the figures of its month."""

    pinned: PinnedFacts
    items: tuple[ItemLine, ...]
    completed: tuple[MilestoneLine, ...]  # after the month's last day, and before the freeze

    @property
    def headline(self) -> TextFacts | None:
        """Return CPMO's headline, None where nobody wrote it."""
        return self.pinned.text(TextKind.HEADLINE)

    @property
    def opinion(self) -> TextFacts | None:
        """Return CPMO's opinion."""
        return self.pinned.text(TextKind.OPINION)

    @property
    def statement(self) -> TextFacts | None:
        """Return the council's statement."""
        return self.pinned.text(TextKind.STATEMENT)

    @property
    def could_name_more(self) -> bool:
        """Tell whether CPMO named fewer risks than page 1 has places for."""
        return len(self.pinned.worries) < TextKind.WORRY.places

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """Return what commissioners withdrew after the freeze: page 1 counts it (Rule 24e)."""
        return withdrawals(self.pinned.since)

    @property
    def tabled(self) -> set[str]:
        """Return the references of SAOs' asks that are on the agenda."""
        return {line.facts.point for line in self.items}


def edition_page(
    pinned: PinnedFacts | None, reports: Sequence[HighlightReport], calendar: Calendar
) -> EditionPage | None:
    """Return what was pinned; None of a pack from before anything was."""
    if pinned is None:
        return None
    lines = [line for row in reports for line in row.milestones]
    return EditionPage(
        pinned=pinned,
        items=tuple(map(item_line, pinned.items)),
        completed=tuple(line for line in lines if line.completed_after),
    )
