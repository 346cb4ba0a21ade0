"""Ratings by voice: which count, how they compare, month by month, what speaks against them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from irp.facts import SettingsFacts
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate
from programmes.facts import MilestoneFacts, MonthFacts, RatingFacts, ReturnFacts
from programmes.rules.delivery import is_past_forecast
from programmes.rules.ratings import ratings_that_stand, silence
from programmes.rules.returns import submitted_at
from programmes.rules.signals import Signal, forecast_moves, signals, unchanged
from programmes.words import Delivery, Divergence, Rating, ReturnState, Silence, Voice

MONTHS = 6  # of a strip


def counted_ratings(ret: ReturnFacts) -> dict[Voice, RatingFacts]:
    """Return the rating of each voice that counts (Rules 2, 6, 15 and 17)."""
    return ratings_that_stand(
        state=ret.state, submitted_at=submitted_at(ret.steps), given=ret.ratings
    )


def changed_first(ret: ReturnFacts) -> RatingFacts | None:
    """Return CPMO's first rating of what counts now, where CPMO changed it afterwards (Rule 2)."""
    submitted, counted = submitted_at(ret.steps), counted_ratings(ret).get(Voice.CPMO)
    first = next(
        (
            given
            for given in ret.ratings
            if given.voice is Voice.CPMO and submitted is not None and given.at >= submitted
        ),
        None,
    )
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


def rating_lines(
    ret: ReturnFacts | None, *, month: date, is_open: bool
) -> tuple[RatingLine, RatingLine]:
    """Return the SAO's line and the CPMO's of a month; `ret` is None where none was begun."""
    counted = counted_ratings(ret) if ret else {}
    state = ret.state if ret else None
    sao, cpmo = (
        _line(voice, counted.get(voice), month, state=state, is_open=is_open) for voice in Voice
    )
    return sao, cpmo


def _line(
    voice: Voice,
    given: RatingFacts | None,
    month: date,
    *,
    state: ReturnState | None,
    is_open: bool,
) -> RatingLine:
    if given is None:
        why = silence(voice=voice, state=state, is_open=is_open)
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
        why = silence(voice=voice, state=month.state, is_open=month.is_open)
    return RatingLine(voice=voice, rating=rating, silence=why, month=month.month)


def signals_of(
    milestones: Iterable[MilestoneFacts],
    *,
    ret: ReturnFacts,
    before: ReturnFacts | None,
    rating: Rating | None,
    settings: SettingsFacts,
    months: Sequence[date],
    measured: Measured,
) -> list[Signal]:
    """Return the signals beside a rating of a return. They set nothing (Rule 7).

    `milestones` are those in force; `months` those opened, newest first, up to the return's. One
    more is read than is watched: four moves need five readings.
    """
    watched = set(months[: settings.periods_watched + 1])
    return signals_among(
        {
            milestone.ref: [row for row in milestone.reports if row.month in watched]
            for milestone in milestones
        },
        progress=ret.progress,
        progress_before=before.progress if before else "",
        rating=rating,
        settings=settings,
        measured=measured,
    )


class Watched(Protocol):
    """The plan's settings as far as signals depend on them (Rule 7)."""

    @property
    def moves_watched(self) -> int:
        """Return how many moves of a forecast are a signal."""

    @property
    def periods_watched(self) -> int:
        """Return in how many months they are counted."""

    @property
    def narrative_alike_percent(self) -> int:
        """Return how alike two months' words are that count as unchanged."""


class Forecast(Protocol):
    """A month's report of a milestone as far as signals depend on it."""

    @property
    def delivery(self) -> Delivery:
        """Return the delivery status."""

    @property
    def forecast(self) -> PlanDate:
        """Return the forecast."""


def signals_among(
    reports: Mapping[str, Sequence[Forecast]],
    *,
    progress: str,
    progress_before: str,
    rating: Rating | None,
    settings: Watched,
    measured: Measured,
) -> list[Signal]:
    """Return the signals in the watched months' reports of milestones, each newest first."""
    still_open = {ref: rows for ref, rows in reports.items() if rows and rows[0].delivery.is_open}
    return signals(
        rating=rating,
        past_forecast=sorted(
            ref
            for ref, rows in still_open.items()
            if is_past_forecast(
                delivery=rows[0].delivery, latest=rows[0].forecast.latest, measured=measured
            )
        ),
        moving=sorted(
            ref for ref, rows in still_open.items() if _moves(rows) >= settings.moves_watched
        ),
        narrative_unchanged=unchanged(
            before=progress_before, now=progress, alike_percent=settings.narrative_alike_percent
        ),
        moves=settings.moves_watched,
        periods=settings.periods_watched,
    )


def _moves(reports: Sequence[Forecast]) -> int:
    """Return how often a forecast that names a day changed, of reports newest first."""
    days = [report.forecast.latest for report in reversed(reports) if report.forecast.latest]
    return forecast_moves(latests=[*days])
