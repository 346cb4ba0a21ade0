"""What falls due in the days after a month. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from programmes.figures.milestones import MilestoneLine, worst_first

LOOK_AHEAD = (30, 60, 90)  # days


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """Open rows with their baseline in a stretch of the days to come, the soonest first."""

    first: int
    last: int
    rows: tuple[MilestoneLine, ...]


def look_ahead(lines: Iterable[MilestoneLine], *, on: date) -> tuple[Ahead, ...]:
    """Return what falls due in 30, 60 and 90 days from a day, each row in one stretch (Rule 8)."""
    rows = [line for line in worst_first(lines) if line.kind == "dated" and not line.is_late]
    starts = (0, *LOOK_AHEAD)
    return tuple(
        Ahead(
            first=first + 1,
            last=last,
            rows=tuple(row for row in rows if _is_within(row, on, first, last)),
        )
        for first, last in zip(starts, LOOK_AHEAD, strict=False)
    )


def _is_within(line: MilestoneLine, on: date, first: int, last: int) -> bool:
    due = line.baseline.latest
    return due is not None and timedelta(days=first) < due - on <= timedelta(days=last)
