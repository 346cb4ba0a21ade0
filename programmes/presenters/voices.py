"""Ratings by voice: what each says of the newest period, and of those before (Rules 2 and 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.models import ReportingPeriod
from programmes.models import Confidence, Return
from programmes.rules import Rating, ReturnState, Voice

Said = dict[tuple[int, Voice], Confidence]  # by return and voice

COUNTS_IN = {Voice.SAO: {"signed", "assured"}, Voice.CPMO: {"assured"}}


def was_open(period: ReportingPeriod, *, at: datetime) -> bool:
    """Tell whether a period was open at a moment."""
    return bool(
        period.opened_at
        and period.opened_at <= at
        and (period.frozen_at is None or period.frozen_at > at)
    )


@dataclass(frozen=True)
class Voiced:
    """What one voice says of the newest period: None is not yet given, or not reported."""

    voice: Voice
    rating: Confidence | None
    awaited: bool


@dataclass(frozen=True)
class Mark:
    """One period's rating: None is awaited, not given to a received return, or not reported."""

    month: date
    rating: str | None
    awaited: bool
    unrated: bool


@dataclass(frozen=True)
class Trend:
    """One voice's rating in each of the last periods, oldest first."""

    voice: Voice
    marks: tuple[Mark, ...]


def ratings_standing(returns: Sequence[Return], *, at: datetime) -> Said:
    """Return the newest rating of each return and voice whose step still stands (Rule 15)."""
    states = {ret.pk: ret.state for ret in returns}
    given = Confidence.objects.filter(ret__in=states, at__lte=at).order_by("at", "pk")
    return {
        (rating.ret_id, Voice(rating.voice)): rating
        for rating in given
        if states[rating.ret_id] in COUNTS_IN[Voice(rating.voice)]
    }


def voiced(voice: Voice, ret: Return, said: Said, *, at: datetime) -> Voiced:
    """Return what a voice says of one return at a moment."""
    rating = said.get((ret.pk, voice))
    return Voiced(voice, rating, awaited=rating is None and was_open(ret.period, at=at))


def rating_of(voices: Iterable[Voiced], voice: Voice) -> Rating | None:
    """Return a voice's rating among these, if it is given."""
    return next(
        (Rating(one.rating.rating) for one in voices if one.voice is voice and one.rating), None
    )


def trend_of(
    voice: Voice,
    returns: Sequence[Return],
    said: Said,
    *,
    at: datetime,
) -> Trend:
    """Return a voice's ratings in these returns, which come the newest first."""
    marks = []
    for ret in reversed(returns):
        rating = said.get((ret.pk, voice))
        marks.append(
            Mark(
                month=ret.period.month,
                rating=rating.rating if rating else None,
                awaited=rating is None and was_open(ret.period, at=at),
                # What was received and not assured is no missing return.
                unrated=rating is None and ReturnState(ret.state).is_received,
            )
        )
    return Trend(voice, tuple(marks))
