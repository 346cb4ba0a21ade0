"""Returns with their words, steps, ratings and signatures, and months as strips need them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast

from irp.readings import Source
from programmes.facts import MonthFacts, RatingFacts, ReturnFacts, SignatureFacts, StepFacts
from programmes.models import Confidence, Return, ReturnStep, Signature
from programmes.readings.dimensions import JUDGED, dimensions_in
from programmes.readings.frames import Frame, ReturnFrame
from programmes.rules.ratings import ratings_that_stand
from programmes.rules.restructuring import outside_month
from programmes.rules.returns import ReturnActor, submitted_at
from programmes.words import BackBy, Rating, ReturnState, Silence, Voice

MONTHS = 12  # of a programme's strip of ratings


@dataclass
class Acts:
    """What was done on some returns, by their keys, oldest first."""

    actors: dict[int, list[ReturnActor]] = field(default_factory=lambda: defaultdict(list))
    steps: dict[int, list[StepFacts]] = field(default_factory=lambda: defaultdict(list))
    ratings: dict[int, list[RatingFacts]] = field(default_factory=lambda: defaultdict(list))
    signatures: dict[int, list[SignatureFacts]] = field(default_factory=lambda: defaultdict(list))


NONE = Value("", output_field=CharField())
WHO = ("ret_id", "by_id", "by_name", "by_post")
STEP, RATING, SIGNATURE = range(3)
PARTS = (
    (ReturnStep, (*WHO, "from_state", "to_state", "back_by", "reason", "vacant")),
    (Confidence, (*WHO, "voice", "rating", JUDGED, "reason", "dimensions_reason")),
    (
        Signature,
        (*WHO, Cast("post_id", CharField()), "sha256", Cast("reserve_id", CharField()), NONE, NONE),
    ),
)


def acts_on(
    source: Source, keys: Collection[int], posts: dict[int, str], *, signed: Collection[int] = ()
) -> Acts:
    """Return the steps and ratings of returns, and the signatures of those in `signed`.

    In one statement.
    """
    found = Acts()
    for at, _, part, ret, by, by_name, by_post, *values in source.acts_of(PARTS, ret_id__in=keys):
        who = {"by_name": by_name, "by_post": by_post, "at": at}
        if part == STEP:
            found.actors[ret].append(ReturnActor(by, at, values[0], values[1]))
            found.steps[ret].append(_step(values, who))
        elif part == RATING:
            found.ratings[ret].append(_rating(values, who))
        elif ret in signed:
            found.actors[ret].append(ReturnActor(by, at))
            reserve = posts[int(values[2])] if values[2] else ""
            found.signatures[ret].append(
                SignatureFacts(post=posts[int(values[0])], sha256=values[1], reserve=reserve, **who)
            )
    return found


def _step(values: Sequence[str], who: dict[str, Any]) -> StepFacts:
    from_state, to_state, back_by, reason, vacant = values
    return StepFacts(
        from_state=ReturnState(from_state),
        to_state=ReturnState(to_state),
        back_by=BackBy(back_by) if back_by else None,
        reason=reason,
        vacant=vacant,
        **who,
    )


def _rating(values: Sequence[str], who: dict[str, Any]) -> RatingFacts:
    voice, rating, judged, reason, why = values
    return RatingFacts(
        voice=Voice(voice),
        rating=Rating(rating),
        reason=reason,
        dimensions=dimensions_in(judged, why),
        **who,
    )


@dataclass(frozen=True, kw_only=True)
class Reported:
    """The returns of one programme: this month's, the one before, the months, the last signed.

    `signed` is the newest signed return, whole, where one programme is read.
    """

    ret: ReturnFacts | None = None
    ret_before: ReturnFacts | None = None
    signed: ReturnFacts | None = None
    months: tuple[MonthFacts, ...] = ()
    last_signed: date | None = None
    row: Any = None  # this month's return
    actors: Sequence[ReturnActor] = ()  # what was done on it by whose account


def reported(source: Source, known: Frame) -> dict[int, Reported]:
    """Return what the programmes of a frame reported, by their keys, in two statements at most."""
    by_programme: dict[int, list[ReturnFrame]] = {key: [] for key in known.programmes}
    for ret in known.returns.values():
        by_programme[ret.programme].append(ret)
    recent = known.opened[:MONTHS]
    whole = {ret.key for ret in known.returns.values() if ret.period in recent[:2]}
    strip = {ret.key for ret in known.returns.values() if ret.period in recent}
    whole |= _newest_signed(known)
    acts = acts_on(source, strip | whole, known.posts, signed=whole)
    stored = {key: known.returns[key].row for key in whole}
    if not all(stored.values()):
        stored = {row.id: row for row in source.rows(Return, id__in=whole)}
    return {
        programme: _reported(rows, recent, stored, acts, known, is_closed=programme in known.closed)
        for programme, rows in by_programme.items()
    }


def _newest_signed(known: Frame) -> set[int]:
    """Return the key of the newest signed return of a frame whose returns were read whole."""
    months = {
        known.periods[ret.period].month: ret.key
        for ret in known.returns.values()
        if ret.row and ret.state.is_received
    }
    return {months[max(months)]} if months else set()


def _reported(
    rows: list[ReturnFrame],
    recent: list[int],
    stored: dict[int, Any],
    acts: Acts,
    known: Frame,
    *,
    is_closed: bool,
) -> Reported:
    first = min((known.periods[row.period].month for row in rows), default=None)
    of_period = {row.period: row for row in rows}
    signed = [known.periods[row.period].month for row in rows if row.state.is_received]
    this, before = ([of_period.get(key) for key in recent[:2]] + [None, None])[:2]
    last_signed = max(signed, default=None)
    last = next(
        (row for row in rows if row.row and known.periods[row.period].month == last_signed), None
    )
    return Reported(
        ret=_return(stored[this.key], acts, known) if this else None,
        ret_before=_return(stored[before.key], acts, known) if before else None,
        months=tuple(
            _month(
                key,
                of_period.get(key),
                acts,
                known,
                outside=outside_month(
                    known.periods[key].month,
                    has_return=key in of_period,
                    first=first,
                    is_closed=is_closed,
                ),
            )
            for key in recent
        ),
        signed=_return(stored[last.key], acts, known) if last else None,
        last_signed=last_signed,
        row=stored[this.key] if this else None,
        actors=acts.actors[this.key] if this else (),
    )


def _month(
    period: int, row: ReturnFrame | None, acts: Acts, known: Frame, *, outside: Silence | None
) -> MonthFacts:
    """Return a month as a strip needs it; without a return, nothing was begun."""
    facts = known.periods[period]
    state = row.state if row else ReturnState.NOT_STARTED
    if row is None and facts.frozen_at:
        state = ReturnState.NOT_REPORTED
    counted = counting(state, acts.steps[row.key], acts.ratings[row.key]) if row else {}
    given = {voice: counted[voice].rating for voice in counted}
    return MonthFacts(
        month=facts.month,
        is_open=facts.frozen_at is None,
        state=state,
        sao=given.get(Voice.SAO),
        cpmo=given.get(Voice.CPMO),
        outside=outside,
    )


def counting(
    state: ReturnState, steps: Iterable[StepFacts], given: Iterable[RatingFacts]
) -> dict[Voice, RatingFacts]:
    """Return the rating of each voice that counts (Rules 2, 6, 15 and 17)."""
    return ratings_that_stand(state=state, submitted_at=submitted_at(steps), given=given)


def _return(row: Any, acts: Acts, known: Frame) -> ReturnFacts:
    return ReturnFacts(
        programme=known.programmes[row.programme_id],
        month=known.periods[row.period_id].month,
        state=ReturnState(row.state),
        state_since=row.state_since,
        progress=row.progress,
        next_steps=row.next_steps,
        path_to_green=row.path_to_green,
        help_needed=row.help_needed,
        steps=tuple(acts.steps[row.id]),
        ratings=tuple(acts.ratings[row.id]),
        signatures=tuple(acts.signatures[row.id]),
    )
