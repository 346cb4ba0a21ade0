"""A programme as the portfolio of page, pack and CSV shows it (Rules 2, 6 and 9)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from irp.rules.measuring import Measured
from programmes.facts import MonthFacts
from programmes.figures.counts import MilestoneCounts, count
from programmes.figures.positions import Counted
from programmes.figures.ratings import (
    RatingLine,
    RatingStrip,
    divergence,
    rating_of,
    ratings_strip,
)
from programmes.words import Divergence, Rating, ReturnState, Silence, Voice


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """One programme: whose ratings of which month, how they compare, its months, its counts."""

    number: int
    ref: str
    name: str
    aim: int
    sao: str
    rdl: str | None
    lead_member: str | None
    state: ReturnState | None  # of the month shown; None where no month was opened
    sao_rating: RatingLine | None
    cpmo_rating: RatingLine | None
    divergence: Divergence
    strip: tuple[RatingStrip, RatingStrip]
    counts: MilestoneCounts
    last_signed: date | None
    closed_on: date | None
    outside: Silence | None  # why it owes the month shown no return, None where it does

    @property
    def reports(self) -> bool:
        """Tell whether the programme owes the month shown a return (Rule 18d)."""
        return self.outside is None

    @property
    def is_received(self) -> bool:
        """Tell whether the programme has reported the month: its SAO has signed (Rule 16)."""
        return self.state is not None and self.state.is_received

    @property
    def is_exception(self) -> bool:
        """Tell whether a board reads of it first: not reported, Red by either, or they differ."""
        ratings = {line.rating for line in (self.sao_rating, self.cpmo_rating) if line}
        return not self.is_received or Rating.RED in ratings or self.divergence.differs


@dataclass(frozen=True, kw_only=True)
class ReturnsSigned:
    """How many returns a month asks for, and how far they are."""

    expected: int
    signed: int  # by the SAO, whether CPMO has assured them or not
    assured: int

    @property
    def missing(self) -> int:
        """Return how many no SAO has signed: a freeze records them as not reported (Rule 16)."""
        return self.expected - self.signed

    @property
    def to_assure(self) -> int:
        """Return how many are signed, with CPMO's challenge still open."""
        return self.signed - self.assured


def returns_signed(states: Iterable[ReturnState | None]) -> ReturnsSigned:
    """Return how far the returns of programmes that owe a month one are; None is one without."""
    every = list(states)
    return ReturnsSigned(
        expected=len(every),
        signed=sum(state is not None and state.is_received for state in every),
        assured=every.count(ReturnState.ASSURED),
    )


class Compared(Protocol):
    """A programme of which CPMO's rating is held beside the SAO's."""

    @property
    def divergence(self) -> Divergence:
        """Return how CPMO's rating compares with the SAO's of the same month."""


Programme = TypeVar("Programme", bound=Compared)


def differing(programmes: Iterable[Programme]) -> list[Programme]:
    """Return the programmes of which CPMO's rating is not the SAO's (Rule 2)."""
    return [programme for programme in programmes if programme.divergence.differs]


def programme_line(
    *,
    number: int,
    ref: str,
    name: str,
    aim: int,
    sao: str,
    rdl: str | None,
    lead_member: str | None,
    months: Sequence[MonthFacts],
    milestones: Iterable[Counted],
    last_signed: date | None,
    closed_on: date | None = None,
    measured: Measured,
    is_withheld: bool = False,
) -> ProgrammeLine:
    """Return a programme's line from its months, newest first, and its milestones in force.

    A page gives those alike, a pack whole milestones: one rule counts both. What a month owes is
    not counted while it is withheld (Rule 15). It is longer than most because it names every field
    of the line once, in its order.
    """
    this = months[0] if months else None
    lines = tuple(rating_of(this, voice) for voice in Voice) if this else (None, None)
    return ProgrammeLine(
        number=number,
        ref=ref,
        name=name,
        aim=aim,
        sao=sao,
        rdl=rdl,
        lead_member=lead_member,
        state=this.state if this else None,
        sao_rating=lines[0],
        cpmo_rating=lines[1],
        divergence=divergence(this.sao, this.cpmo) if this else Divergence.NO_COMPARISON,
        strip=ratings_strip(months),
        counts=count(
            milestones, measured=measured, month=this.month if this and not is_withheld else None
        ),
        last_signed=last_signed,
        closed_on=closed_on,
        outside=this.outside if this else None,
    )


def programmes_in_words(outside: Iterable[Silence | None]) -> str:
    """Return how many programmes report and how many do not: "15 reporting, 1 closed" (18d).

    "" where all of them report.
    """
    found = Counter(outside)
    if not found - Counter({None: found[None]}):
        return ""
    parts = [f"{found[None]} reporting"]
    parts += [f"{found[why]} {why.label.lower()}" for why in (Silence.CLOSED, Silence.NOT_BEGUN)
              if found[why]]  # fmt: skip
    return ", ".join(parts)
