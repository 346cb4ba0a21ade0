"""What a pack says first: counts, then the worst by name (Rule 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programmes.figures.milestones import MilestoneLine
from programmes.figures.programmes import ProgrammeLine
from programmes.figures.ratings import RatingLine
from programmes.words import Divergence, Rating, Silence

MISSING_THEN_WORST = (Silence.NOT_REPORTED, Rating.RED, Rating.AMBER, Rating.GREEN)
DIVERGES = {Divergence.LOWER, Divergence.HIGHER}


@dataclass(frozen=True, kw_only=True)
class RatingNames:
    """How many programmes have a rating, or are silent, and which."""

    spoken: Rating | Silence
    names: tuple[str, ...]


def rating_counts(rated: Iterable[tuple[str, RatingLine | None]]) -> tuple[RatingNames, ...]:
    """Return the counts of one voice, missing first, then worst to best (Rule 6).

    "Not rated" stands last, and only where there is any: it is no missing return (Rule 4).
    """
    said = [(name, line.rating or line.silence) for name, line in rated if line]
    found = {
        rating: tuple(name for name, what in said if what is rating)
        for rating in (*MISSING_THEN_WORST, Silence.NOT_RATED)
    }
    return tuple(
        RatingNames(spoken=rating, names=names)
        for rating, names in found.items()
        if names or rating in MISSING_THEN_WORST
    )


def differing(lines: Iterable[ProgrammeLine]) -> list[ProgrammeLine]:
    """Return the programmes of which the CPMO's rating is not the SAO's (Rule 2)."""
    return [line for line in lines if line.divergence in DIVERGES]


def latest_against_b0(lines: Sequence[MilestoneLine], *, most: int) -> list[MilestoneLine]:
    """Return the late milestones that are furthest behind the dates as published (Rule 9)."""
    late = [line for line in lines if line.is_late]
    return sorted(late, key=lambda line: (-(line.days_late_b0 or 0), line.ref))[:most]
