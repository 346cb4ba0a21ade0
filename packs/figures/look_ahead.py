"""What falls due in the days after a month. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from irp.rules.measuring import Measured
from programmes.figures.milestones import MilestoneLine, worst_first
from programmes.rules.delivery import LOOK_AHEAD, due_in
from programmes.words import MilestoneStatus


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """Open rows with their baseline in a stretch of the days to come, the soonest first."""

    first: int
    last: int
    rows: tuple[MilestoneLine, ...]


def look_ahead(lines: Iterable[MilestoneLine], *, measured: Measured) -> tuple[Ahead, ...]:
    """Return what falls due in 30, 60 and 90 days from a day, each row in one stretch (Rule 8)."""
    rows = [line for line in worst_first(lines) if line.status is MilestoneStatus.DUE]
    starts = (0, *LOOK_AHEAD)
    return tuple(
        Ahead(
            first=first + 1,
            last=last,
            rows=tuple(
                row
                for row in rows
                if row.baseline.latest and due_in(row.baseline.latest, measured=measured) == last
            ),
        )
        for first, last in zip(starts, LOOK_AHEAD, strict=False)
    )
