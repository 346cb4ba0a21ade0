"""Returns with their words, steps, ratings and signatures, and months as strips need them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from irp.readings import Source
from programmes.facts import MonthFacts, RatingFacts, ReturnFacts, SignatureFacts, StepFacts
from programmes.models import Confidence, Return, ReturnStep, Signature
from programmes.readings.frames import Frame, ReturnRow
from programmes.readings.whole_returns import rating_facts, signature_facts, step_facts
from programmes.rules.ratings import ratings_that_stand
from programmes.rules.returns import Actor, submitted_at
from programmes.words import ReturnState, Voice

MONTHS = 12  # of a programme's strip of ratings


@dataclass
class Acts:
    """What was done on some returns, by their keys, oldest first."""

    actors: dict[int, list[Actor]] = field(default_factory=lambda: defaultdict(list))
    steps: dict[int, list[StepFacts]] = field(default_factory=lambda: defaultdict(list))
    ratings: dict[int, list[RatingFacts]] = field(default_factory=lambda: defaultdict(list))
    signatures: dict[int, list[SignatureFacts]] = field(default_factory=lambda: defaultdict(list))


def acts_on(
    source: Source, keys: Collection[int], posts: dict[int, str], *, signed: Collection[int] = ()
) -> Acts:
    """Return the steps and ratings of returns, and the signatures of those in `signed`."""
    found = Acts()
    for step in source.acts(ReturnStep, ret_id__in=keys):
        found.actors[step.ret_id].append(Actor(step.by_id, step.at, step.from_state, step.to_state))
        found.steps[step.ret_id].append(step_facts(step))
    for rating in source.acts(Confidence, ret_id__in=keys):
        found.ratings[rating.ret_id].append(rating_facts(rating))
    for signature in source.acts(Signature, ret_id__in=signed) if signed else ():
        found.actors[signature.ret_id].append(Actor(signature.by_id, signature.at))
        found.signatures[signature.ret_id].append(
            signature_facts(signature, post=posts[signature.post_id])
        )
    return found


@dataclass(frozen=True, kw_only=True)
class Reported:
    """The returns of one programme: this month's, the one before, the months, the last signed."""

    ret: ReturnFacts | None = None
    ret_before: ReturnFacts | None = None
    months: tuple[MonthFacts, ...] = ()
    last_signed: date | None = None
    row: Any = None  # this month's return
    actors: Sequence[Actor] = ()  # what was done on it by whose account


def reported(source: Source, known: Frame) -> dict[int, Reported]:
    """Return what the programmes of a frame reported, by their keys, in four statements at most."""
    by_programme = defaultdict(list)
    for ret in known.returns.values():
        by_programme[ret.programme].append(ret)
    recent = known.opened[:MONTHS]
    whole = {ret.key for ret in known.returns.values() if ret.period in recent[:2]}
    strip = {ret.key for ret in known.returns.values() if ret.period in recent}
    acts = acts_on(source, strip, known.posts, signed=whole)
    kept = {key: known.returns[key].row for key in whole}
    if not all(kept.values()):
        kept = {row.id: row for row in source.rows(Return, id__in=whole)}
    return {
        programme: _reported(rows, recent, kept, acts, known)
        for programme, rows in by_programme.items()
    }


def _reported(
    rows: list[ReturnRow], recent: list[int], kept: dict[int, Any], acts: Acts, known: Frame
) -> Reported:
    of_period = {row.period: row for row in rows}
    signed = [known.periods[row.period].month for row in rows if row.state.is_received]
    this, before = ([of_period.get(key) for key in recent[:2]] + [None, None])[:2]
    return Reported(
        ret=_return(kept[this.key], acts, known) if this else None,
        ret_before=_return(kept[before.key], acts, known) if before else None,
        months=tuple(_month(key, of_period.get(key), acts, known) for key in recent),
        last_signed=max(signed, default=None),
        row=kept[this.key] if this else None,
        actors=acts.actors[this.key] if this else (),
    )


def _month(period: int, row: ReturnRow | None, acts: Acts, known: Frame) -> MonthFacts:
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
