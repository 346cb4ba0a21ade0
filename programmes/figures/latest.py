"""The rating of a voice that a long list shows: this month's, or the last one (Rules 4 and 6)."""

from dataclasses import dataclass
from datetime import date

from programmes.figures.ratings import RatingStrip, divergence
from programmes.words import Divergence, Rating, Silence

SEVERITY = {None: 0, Rating.RED: 1, Rating.AMBER: 2, Rating.GREEN: 3}  # missing outranks green


@dataclass(frozen=True, kw_only=True)
class LatestRating:
    """A voice's latest rating, or why there is none; `month` is the one it is of.

    Stale is the rating of the month before, while this month's is awaited or withheld.
    """

    rating: Rating | None = None
    silence: Silence | None = None
    month: date | None = None
    is_stale: bool = False
    is_awaited: bool = False

    @property
    def word(self) -> str:
        """Return the rating in words, or why there is none; before any month, "Not reported"."""
        if self.rating:
            return self.rating.label
        return (self.silence or Silence.NOT_REPORTED).label

    @property
    def severity(self) -> int:
        """Return the place among worst and best: what is missing comes first, stale before new."""
        return SEVERITY[self.rating] * 2 + (not self.is_stale)


def latest_rating(strip: RatingStrip) -> LatestRating:
    """Return this month's rating, or while it is awaited or withheld the last month's.

    The last month's is stale and says so; none there is what it was then (Rules 6 and 16).
    """
    if not strip.marks:
        return LatestRating()
    this, *before = reversed(strip.marks)
    is_awaited = this.silence in {Silence.AWAITED, Silence.WITHHELD}
    shown = before[0] if is_awaited and before else this
    return LatestRating(
        rating=shown.rating,
        silence=shown.silence,
        month=shown.month,
        is_stale=shown is not this,
        is_awaited=is_awaited,
    )


def latest_divergence(sao: LatestRating, cpmo: LatestRating) -> Divergence:
    """Return how the voices' latest ratings compare, if they are of one month (Rule 2)."""
    if sao.month != cpmo.month:
        return Divergence.NO_COMPARISON
    return divergence(sao.rating, cpmo.rating)
