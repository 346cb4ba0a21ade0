"""Ratings by voice: which count, how they compare, month by month, what speaks against them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from programmes.facts import MonthFacts, RatingFacts, ReturnFacts
from programmes.facts.dimensions import Dimensions
from programmes.rules.ratings import first_given, ratings_that_stand, silence
from programmes.rules.returns import submitted_at
from programmes.words import Divergence, Rating, ReturnState, Silence, Voice

MONTHS = 6  # of a strip
MISSING_THEN_WORST: tuple[Rating | Silence, ...] = (Silence.NOT_REPORTED, *reversed(Rating))
Row = TypeVar("Row")


def counted_ratings(ret: ReturnFacts) -> dict[Voice, RatingFacts]:
    """Return the rating of each voice that counts (Rules 2, 6, 15 and 17)."""
    return ratings_that_stand(
        state=ret.state, submitted_at=submitted_at(ret.steps), given=ret.ratings
    )


def changed_first(ret: ReturnFacts) -> RatingFacts | None:
    """Return CPMO's first rating of what counts now, where CPMO changed it afterwards (Rule 2)."""
    counted = counted_ratings(ret).get(Voice.CPMO)
    first = first_given(Voice.CPMO, submitted_at=submitted_at(ret.steps), given=ret.ratings)
    return first if counted is not None and first != counted else None


@dataclass(frozen=True, kw_only=True)
class RatingLine:
    """What one voice says of a month: a rating that counts, or why there is none (Rule 2)."""

    voice: Voice
    rating: Rating | None
    silence: Silence | None
    month: date
    reason: str = ""
    by_name: str = ""
    by_post: str = ""
    at: datetime | None = None
    dimensions: Dimensions | None = None  # judged in one act with it; slim lines name none


def rating_lines(
    ret: ReturnFacts | None, *, month: date, is_open: bool, outside: Silence | None = None
) -> tuple[RatingLine, RatingLine]:
    """Return the SAO's line and the CPMO's of a month; `ret` is None where none was begun.

    `outside` says why the programme owed the month none (Rule 18d).
    """
    counted = counted_ratings(ret) if ret else {}
    state = ret.state if ret else None
    sao, cpmo = (
        _line(voice, counted.get(voice), month, state=state, is_open=is_open, outside=outside)
        for voice in Voice
    )
    return sao, cpmo


def _line(
    voice: Voice,
    given: RatingFacts | None,
    month: date,
    *,
    state: ReturnState | None,
    is_open: bool,
    outside: Silence | None,
) -> RatingLine:
    if given is None:
        why = outside or silence(voice=voice, state=state, is_open=is_open)
        return RatingLine(voice=voice, rating=None, silence=why, month=month)
    return RatingLine(
        voice=voice,
        rating=given.rating,
        silence=None,
        month=month,
        reason=given.reason,
        by_name=given.by_name,
        by_post=given.by_post,
        at=given.at,
        dimensions=given.dimensions,
    )


def divergence(sao: Rating | None, cpmo: Rating | None) -> Divergence:
    """Return how the CPMO's rating compares with the SAO's (Rules 1 and 2)."""
    if sao is None or cpmo is None:
        return Divergence.NO_COMPARISON
    order = list(Rating)  # the more cautious the later
    step = order.index(cpmo) - order.index(sao)
    if step == 0:
        return Divergence.AGREE
    return Divergence.LOWER if step > 0 else Divergence.HIGHER


@dataclass(frozen=True, kw_only=True)
class RatingGroup(Generic[Row]):
    """The rows of which a voice says one thing: a rating, or why there is none."""

    rating: Rating | Silence
    rows: tuple[Row, ...]


def rating_groups(
    rows: Iterable[Row], *, says: Callable[[Row], Rating | Silence | None]
) -> tuple[RatingGroup[Row], ...]:
    """Return rows by what a voice says of them, missing first, then worst to best (Rule 6).

    A group without rows is told as well. Every other silence stands last, and only where there is
    any: what is not rated, or not yet, is no missing return (Rule 4). `says` is None for a row of
    which nothing is known; it is left out.
    """
    found = [(row, given) for row in rows if (given := says(row)) is not None]
    others = (silence for silence in Silence if silence not in MISSING_THEN_WORST)
    every: tuple[Rating | Silence, ...] = (*MISSING_THEN_WORST, *others)
    groups = (
        RatingGroup(rating=rating, rows=tuple(row for row, given in found if given is rating))
        for rating in every
    )
    return tuple(group for group in groups if group.rows or group.rating in MISSING_THEN_WORST)


@dataclass(frozen=True, kw_only=True)
class RatingStrip:
    """One voice's rating in each of the last months, oldest first."""

    voice: Voice
    marks: tuple[RatingLine, ...]


def ratings_strip(
    months: Sequence[MonthFacts], *, most: int = MONTHS
) -> tuple[RatingStrip, RatingStrip]:
    """Return the SAO's strip and the CPMO's of months that come newest first."""
    shown = list(reversed(months[:most]))
    sao, cpmo = (
        RatingStrip(voice=voice, marks=tuple(rating_of(month, voice) for month in shown))
        for voice in Voice
    )
    return sao, cpmo


def rating_of(month: MonthFacts, voice: Voice) -> RatingLine:
    """Return what one voice says of a month, from the months' slim facts: no reason, no name."""
    rating = month.sao if voice is Voice.SAO else month.cpmo
    why = None
    if rating is None:
        why = month.outside or silence(voice=voice, state=month.state, is_open=month.is_open)
    return RatingLine(voice=voice, rating=rating, silence=why, month=month.month)
