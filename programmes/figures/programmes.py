"""A programme as the portfolio of page, pack and CSV shows it (Rules 2, 6 and 9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from irp.rules.measuring import Measured
from programmes.facts import MilestoneFacts, MonthFacts, Position
from programmes.figures.counts import MilestoneCounts, count
from programmes.figures.ratings import (
    RatingLine,
    RatingStrip,
    divergence,
    rating_of,
    ratings_strip,
)
from programmes.words import Divergence, ReturnState, Voice


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

    @property
    def is_received(self) -> bool:
        """Tell whether the programme has reported the month: its SAO has signed (Rule 16)."""
        return self.state is not None and self.state.is_received


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
    milestones: Iterable[MilestoneFacts | Position],
    last_signed: date | None,
    measured: Measured,
    is_withheld: bool = False,
) -> ProgrammeLine:
    """Return a programme's line from its months, newest first, and its milestones in force.

    A page gives positions, a pack whole milestones: one rule counts both. What a month owes is
    not counted while it is withheld (Rule 15).
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
    )
