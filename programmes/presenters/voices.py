"""Ratings by voice: what each says of the newest period, and of those before (Rules 2 and 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.models import ReportingPeriod
from programmes.models import Confidence, Return
from programmes.presenters.acts import read_acts
from programmes.readings.signing import ratings_now
from programmes.rules.ratings import silence
from programmes.words import Rating, ReturnState, Silence, Voice

Said = dict[tuple[int, Voice], Confidence]  # by return and voice


def was_open(period: ReportingPeriod, *, at: datetime) -> bool:
    """Tell whether a period was open at a moment."""
    return bool(
        period.opened_at
        and period.opened_at <= at
        and (period.frozen_at is None or period.frozen_at > at)
    )


@dataclass(frozen=True)
class Voiced:
    """What one voice says of one return: a rating that stands, or why there is none."""

    voice: Voice
    rating: Confidence | None
    silence: Silence | None


@dataclass(frozen=True)
class Mark:
    """One period's rating by one voice, or why there is none."""

    month: date
    rating: str | None
    silence: Silence | None

    @property
    def awaited(self) -> bool:
        """Tell whether it may still be given."""
        return self.silence is Silence.AWAITED


@dataclass(frozen=True)
class Trend:
    """One voice's rating in each of the last periods, oldest first."""

    voice: Voice
    marks: tuple[Mark, ...]


def ratings_standing(returns: Sequence[Return], *, at: datetime) -> Said:
    """Return the ratings of these returns that stand at a moment, with the states given.

    Leaves the acts on each return: who signed and who prepared it is not read again.
    """
    read_acts(returns, at=at)
    return {
        (ret.pk, voice): rating for ret in returns for voice, rating in ratings_now(ret).items()
    }


def voiced_of(
    ret: Return, standing: Mapping[Voice, Confidence], *, at: datetime
) -> tuple[Voiced, ...]:
    """Return what every voice says of one return at a moment, by the ratings that stand."""
    why = silence(state=ReturnState(ret.state), is_open=was_open(ret.period, at=at))
    return tuple(
        Voiced(voice, standing.get(voice), None if voice in standing else why) for voice in Voice
    )


def voices_of(ret: Return, said: Said, *, at: datetime) -> tuple[Voiced, ...]:
    """Return what every voice says of one of several returns."""
    own = {voice: rating for (key, voice), rating in said.items() if key == ret.pk}
    return voiced_of(ret, own, at=at)


def rating_of(voices: Iterable[Voiced], voice: Voice) -> Rating | None:
    """Return a voice's rating among these, if it is given."""
    return next(
        (Rating(one.rating.rating) for one in voices if one.voice is voice and one.rating), None
    )


def trends_of(returns: Sequence[Return], said: Said, *, at: datetime) -> tuple[Trend, ...]:
    """Return each voice's ratings in these returns, which come the newest first."""
    by_month = [(ret.period.month, voices_of(ret, said, at=at)) for ret in reversed(returns)]
    return tuple(
        Trend(
            voice,
            tuple(
                Mark(month, one.rating.rating if one.rating else None, one.silence)
                for month, voices in by_month
                for one in voices
                if one.voice is voice
            ),
        )
        for voice in Voice
    )
