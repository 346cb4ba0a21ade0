"""What a pack names first: where the voices differ, and the latest milestones (Rule 6)."""

from collections.abc import Iterable, Sequence

from programmes.figures.milestones import MilestoneLine
from programmes.figures.programmes import ProgrammeLine


def differing(lines: Iterable[ProgrammeLine]) -> list[ProgrammeLine]:
    """Return the programmes of which the CPMO's rating is not the SAO's (Rule 2)."""
    return [line for line in lines if line.divergence.differs]


def latest_against_b0(lines: Sequence[MilestoneLine], *, most: int) -> list[MilestoneLine]:
    """Return the late milestones that are furthest behind the dates as published (Rule 9)."""
    late = [line for line in lines if line.is_late]
    return sorted(late, key=lambda line: (-(line.days_late_b0 or 0), line.ref))[:most]
