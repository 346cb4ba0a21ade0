"""The rating of a voice that a long list shows: this month's, or the last one (Rules 4 and 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.figures.ratings import MISSING_THEN_WORST, RatingLine, RatingStrip, divergence
from programmes.words import Divergence, Rating, Silence

NOT_YET = {Silence.AWAITED, Silence.WITHHELD}
LAST = 9


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
    def rating_or_silence(self) -> Rating | Silence:
        """Return the rating, or why there is none: before any month, nothing was owed."""
        return self.rating or self.silence or Silence.NOT_OPENED

    @property
    def word(self) -> str:
        """Return the rating in words, or why there is none."""
        return self.rating_or_silence.label

    @property
    def is_outside(self) -> bool:
        """Tell whether the programme owes no return: it has not begun, or is closed (Rule 18d)."""
        return self.silence is not None and self.silence.is_outside

    @property
    def severity(self) -> int:
        """Return the place among worst and best: no rating comes first, stale before new.

        What owes no return comes last.
        """
        if self.is_outside:
            return LAST
        place = MISSING_THEN_WORST.index(self.rating) if self.rating else 0
        return place * 2 + (not self.is_stale)


def latest_rating(strip: RatingStrip) -> LatestRating:
    """Return this month's rating, or while it is awaited or withheld the last month's, if any.

    The last month's is stale and says so; none there is what it was then (Rules 6 and 16).
    """
    if not strip.marks:
        return LatestRating()
    this, *before = reversed(strip.marks)
    is_awaited = this.silence in NOT_YET
    is_told = bool(before) and not (before[0].silence and before[0].silence.is_outside)
    shown = before[0] if is_awaited and is_told else this
    return LatestRating(
        rating=shown.rating,
        silence=shown.silence,
        month=shown.month,
        is_stale=shown is not this,
        is_awaited=is_awaited,
    )


def count_rated(ratings: Iterable[LatestRating], rating: Rating) -> int:
    """Return how many of some latest ratings are this one, stale or not: a count, no roll-up."""
    return sum(latest.rating is rating for latest in ratings)


def latest_line(now: RatingLine, before: RatingLine) -> RatingLine:
    """Return what a voice says of this month, or while that is awaited or withheld of the last one.

    It is `latest_rating` with its reason; without a rating last month too, it is why there is none.
    """
    return before if now.silence in NOT_YET and before.rating else now


def latest_divergence(sao: LatestRating, cpmo: LatestRating) -> Divergence:
    """Return how the voices' latest ratings compare, if they are of one month (Rule 2)."""
    if sao.month != cpmo.month:
        return Divergence.NO_COMPARISON
    return divergence(sao.rating, cpmo.rating)
