"""CPMO rates a month's returns one after another: where it is, and which comes next (Rule 2)."""

from dataclasses import dataclass

from irp.models import User
from programmes.figures.programmes import returns_signed
from programmes.models import Return
from programmes.presenters.next_acts import why_not
from programmes.readings.returned import received_in
from programmes.readings.signing import first_rating
from programmes.readings.whole_returns import returns_to_show
from programmes.words import ReturnState, Step


@dataclass(frozen=True)
class RatingRound:
    """The place of a return among those of its month that CPMO has been given, in plan order."""

    place: int
    of: int
    assured: int

    @property
    def words(self) -> str:
        """Return where CPMO is: "Return 4 of 11 signed so far; 3 assured"."""
        return f"Return {self.place} of {self.of} signed so far; {self.assured} assured"


def rating_round(ret: Return) -> RatingRound | None:
    """Return where CPMO is with a return, None where it is not CPMO's turn; one statement."""
    states = received_in(ret.period_id)
    if ret.pk not in states:
        return None
    returns = returns_signed(states.values())
    return RatingRound(
        place=list(states).index(ret.pk) + 1, of=returns.signed, assured=returns.assured
    )


def next_to_assure(user: User, ret: Return, *, unrated: bool = False) -> Return | None:
    """Return the signed return after this one, in the plan's order and around, to assure next.

    One that this person may not assure, as they prepared or signed it, is left to a colleague.
    With `unrated`, the next one that CPMO has given no first rating yet.
    """
    signed = returns_to_show().filter(period=ret.period_id, state=ReturnState.SIGNED.value)
    number = ret.programme.number
    waiting = sorted(
        signed.exclude(pk=ret.pk),
        key=lambda row: (row.programme.number < number, row.programme.number),
    )
    if unrated:
        waiting = [row for row in waiting if first_rating(row) is None]
    return next((row for row in waiting if not why_not(user, row, Step.ASSURE)), None)
