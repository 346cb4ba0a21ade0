"""Delivery confidence: a person's judgement, with its definition beside each choice (Rule 1)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from programmes.words import Dimension, Rating, ReturnState, Silence, Voice


def rating_faults(
    *, rating: Rating, last: Rating | None, reason: str, signals: tuple[str, ...] = ()
) -> list[str]:
    """Return why a rating cannot be taken as given, each with what to type (Rules 5 and 7).

    Amber, Red, every change of rating, and Green against a signal need a written reason.
    """
    if reason.strip():
        return []
    if rating is not Rating.GREEN:
        return [f"Enter the reason for {rating.label}"]
    if last is not None and last is not rating:
        return [f"Enter the reason for the change from {last.label} to {rating.label}"]
    if signals:
        return [f"Enter the reason for Green despite: {'; '.join(signals)}"]
    return []


def dimension_faults(*, given: Mapping[Dimension, Rating], reason: str) -> list[str]:
    """Return what is missing of the dimensions that an SAO judged, with what to type (Rule 2).

    Each is a judgement of its own: none is asked for, none follows from another, and those that
    are not judged say so. Amber and Red need a reason (Rule 5).
    """
    unsaid = [
        dimension for dimension in Dimension if given.get(dimension) not in (None, Rating.GREEN)
    ]
    if unsaid and not reason.strip():
        *others, last = (
            f"{dimension.label.lower()} {given[dimension].label}" for dimension in unsaid
        )
        named = " and ".join(filter(None, (", ".join(others), last)))
        return [f"Enter why you judge {named}"]
    return []


def change_faults(*, rating: Rating, first: Rating, reason: str) -> list[str]:
    """Return why CPMO's first rating cannot be changed so, with what to type (Rule 2)."""
    if rating is first or reason.strip():
        return []
    return [f"Enter the reason for the change from {first.label} to {rating.label}"]


class Given(Protocol):
    """A rating as far as it says whose it is and when it was given."""

    @property
    def voice(self) -> str:
        """Return whose it is."""

    @property
    def at(self) -> datetime:
        """Return when it was given."""


AnyGiven = TypeVar("AnyGiven", bound=Given)

COUNTS_IN = {
    Voice.SAO: frozenset({ReturnState.SIGNED, ReturnState.ASSURED}),
    Voice.CPMO: frozenset({ReturnState.ASSURED}),
}


def ratings_that_stand(
    *, state: ReturnState, submitted_at: datetime | None, given: Iterable[AnyGiven]
) -> dict[Voice, AnyGiven]:
    """Return the rating of each voice that stands, of those given, which come the oldest first.

    A voice's rating stands while the step it belongs to is taken: the SAO's from the moment every
    SAO who signs has signed, the CPMO's once it has assured (Rules 2, 6 and 17). It counts from
    `submitted_at`, when what the return says was last submitted: a change voids what was given
    before (Rule 15). The SQL twin is `ConfidenceQuerySet.that_stand`.
    """
    if submitted_at is None:
        return {}
    return {
        Voice(rating.voice): rating
        for rating in given
        if rating.at >= submitted_at and state in COUNTS_IN[Voice(rating.voice)]
    }


def first_given(
    voice: Voice, *, submitted_at: datetime | None, given: Iterable[AnyGiven]
) -> AnyGiven | None:
    """Return a voice's first rating of what the return says now, None where there is none (Rule 2).

    `given` come the oldest first, as in `ratings_that_stand`; it need not count yet.
    """
    if submitted_at is None:
        return None
    return next((row for row in given if row.voice == voice and row.at >= submitted_at), None)


def silence(*, voice: Voice, state: ReturnState | None, is_open: bool) -> Silence:
    """Return why a voice has no rating of a period that stands (Rules 2, 4, 6 and 16).

    While the period is open it is awaited; but an SAO has rated what it has signed, so where its
    rating is not there it is withheld until CPMO has rated. After the freeze a return that was
    received without being rated is no missing one; without a received return the programme is not
    reported.
    """
    if is_open:
        has_rated = voice is Voice.SAO and state is not None and state.is_received
        return Silence.WITHHELD if has_rated else Silence.AWAITED
    if state is not None and state.is_received:
        return Silence.NOT_RATED
    return Silence.NOT_REPORTED
