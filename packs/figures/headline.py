"""What a pack names first: the milestones that are furthest behind (Rule 6)."""

from collections.abc import Sequence

from programmes.figures.milestones import MilestoneLine


def latest_against_b0(lines: Sequence[MilestoneLine], *, most: int) -> list[MilestoneLine]:
    """Return the late milestones that are furthest behind the dates as published (Rule 9)."""
    late = [line for line in lines if line.is_late]
    return sorted(late, key=lambda line: (-(line.days_late_b0 or 0), line.ref))[:most]
