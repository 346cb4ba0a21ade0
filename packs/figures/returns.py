"""A month's return as a pack tells it: who held it, what was signed, who sent it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.calendar import london_day
from programmes.facts import ProgrammeFacts, ReturnFacts, SignatureFacts, StepFacts
from programmes.figures.holding import WithWhom, held_before_freeze, with_whom
from programmes.rules.owners import (
    days_signed_late,
    is_signed_late,
    late_words,
    post_signed_as,
)
from programmes.rules.returns import submitted_at
from programmes.rules.what_counts import signatures_in_force
from programmes.words import BackBy, ReturnState, Silence


def outside_of(programme: ProgrammeFacts) -> Silence | None:
    """Return why a programme owed the month of its snapshot no return, None where it did (18d)."""
    return programme.months[0].outside if programme.months else None


def was_with(programme: ProgrammeFacts, *, opened: datetime | None, at: datetime) -> WithWhom:
    """Return who had to act next, and since when, before the freeze at `at` took it away.

    An SAO's post is that of the programme: which others had signed is not told.
    """
    ret = programme.ret
    state, since = ReturnState.NOT_STARTED, opened
    if ret is not None:
        state, since = held_before_freeze(
            ret.state, ret.steps, since=ret.state_since, opened=opened
        )
    return with_whom(
        state=state, since=since, rdl=programme.rdl, signing=(programme.sao,), on=london_day(at)
    )


@dataclass(frozen=True)
class SignatureInPack:
    """A signature as a pack prints it: in whose place it was given, and how late (Rule 17)."""

    facts: SignatureFacts
    late: str  # "signed 2 days late", "" in time

    @property
    def signed_as(self) -> str:
        """Return in which post it was given."""
        return post_signed_as(self.facts.post, self.facts.reserve)


def signed_at(ret: ReturnFacts) -> datetime | None:
    """Return when a received return was signed by all who sign it; None for another."""
    if not ret.state.is_received:
        return None
    signed = [step.at for step in ret.steps if step.to_state is ReturnState.SIGNED]
    return signed[-1] if signed else None


def received_signatures(ret: ReturnFacts, *, sign_off_on: date) -> tuple[SignatureInPack, ...]:
    """Return the signatures in force of a received return; none of another (Rules 15 and 16)."""
    if not ret.state.is_received:
        return ()
    return tuple(
        SignatureInPack(
            signature, late_words(days_signed_late(signature.at, sign_off_on=sign_off_on))
        )
        for signature in signatures_in_force(ret.signatures, submitted=submitted_at(ret.steps))
    )


def signed_late(ret: ReturnFacts, *, sign_off_on: date) -> bool:
    """Tell whether a received return was signed after the sign-off day (Rule 17)."""
    in_force = signatures_in_force(ret.signatures, submitted=submitted_at(ret.steps))
    return is_signed_late(
        ret.state, [signature.at for signature in in_force], sign_off_on=sign_off_on
    )


def count_signed_late(late: Iterable[bool]) -> int:
    """Return how many received returns were signed late, each by whether it was (Rule 17)."""
    return sum(late)


def sent_back(ret: ReturnFacts) -> tuple[StepFacts, ...]:
    """Return the steps by which an SAO or the CPMO sent it back (Rule 15).

    A preparer's own taking back, and a change that reopened it, are none.
    """
    return tuple(step for step in ret.steps if step.back_by in {BackBy.SAO, BackBy.CPMO})
