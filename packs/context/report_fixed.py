"""What stands whole on a programme's side, in texts as long as print has them. Pure.

Their height is what they take from the words that may be shortened and from the rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from irp.rules.texts import with_post
from packs.context.room import ACROSS, height_of
from packs.figures.returns import SignatureInPack
from programmes.figures.beside import FactsBeside
from programmes.figures.holding import WithWhom
from programmes.figures.programmes import ProgrammeLine
from programmes.figures.ratings import RatingLine
from programmes.words import NOT_NAMED
from programmes.words.choices import Dimension

NAMED = 12  # milestones of each kind among the facts: the annex has the others
NAME = 3.5  # millimetres around a programme's name
WHO = 1.5  # under who is accountable for it
BANNER = 6.0  # around what says that nothing was signed
A_DAY, A_MOMENT = "00 Mmm 0000", "00 Mmm 0000 at 00:00"


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The texts of a side that are never shortened."""

    name: str
    who: str
    banner: str  # "" where the return was received
    rows: tuple[str, ...]  # of the table of what is said

    @property
    def above(self) -> float:
        """Return how high stands what is above that table."""
        high = NAME + height_of(self.name, across=ACROSS, points=14, leading=1.18)
        high += WHO + height_of(self.who, across=ACROSS, points=9, leading=1.3)
        if self.banner:
            high += BANNER + height_of(self.banner, across=ACROSS - 6, points=10, leading=1.3)
        return high


def whole_of(
    line: ProgrammeLine,
    *,
    aim: str,
    posts: Sequence[str | None],  # its RDL and lead member
    was_with: WithWhom,
    signatures: Sequence[SignatureInPack],
    ratings: Sequence[RatingLine],
    facts: FactsBeside,
    judged: str,  # the reason of the judgements beside the SAO's rating
    budget: str,
) -> Whole:
    """Return what stands whole on a side."""
    rdl, member = (post or NOT_NAMED for post in posts)
    signed = "".join(
        f"; signed by {with_post(signature.facts.by_name, signature.signed_as)}, on {A_MOMENT}, "
        f"{signature.late}, hash 0000000"
        for signature in signatures
    )
    state = "Assured" if line.is_received else f"Not reported, last signed for {A_DAY}"
    missing = (
        f"No return was signed for September 0000. It was with {was_with.words} since {A_MOMENT}. "
        "The milestones below are as last signed."
    )
    return Whole(
        name=line.name,
        who=f"{line.ref}, {aim}. SAO {line.sao}; RDL {rdl}; lead member {member}. Return: {state}"
        f"{signed}. Back to the portfolio.",
        banner="" if line.is_received else missing,
        rows=(
            *(
                f"Not reported (Mmm Amber, Mmm Amber). {rating.by_post or rating.by_name}, {A_DAY}."
                for rating in ratings
            ),
            *_facts(facts),
            f"{' · '.join(f'{dimension.label} ● Amber' for dimension in Dimension)}. {judged}",
            *filter(None, [budget]),
        ),
    )


def _facts(facts: FactsBeside) -> Iterator[str]:
    """Yield the facts beside a rating, a row each."""
    late = ", ".join(f"{row.ref} (0,000 days)" for row in facts.late[:NAMED])
    if facts.late_b0:
        late += " and 00 more; against original dates: 00"
    red = ", ".join(row.ref for row in facts.red[:NAMED])
    moved = "; ".join(
        f"{row.ref} 000 days later this month (moved 0 times in 0 periods)"
        for row in (facts.moved or ())[:NAMED]
    )
    yield f"Late: {late} and 00 more. Red: {red} and 00 more. Forecasts moved: {moved} and 00 more."
    signals = (
        f"{signal.name.label}: {signal.words} ({', '.join(signal.refs[:NAMED])})"
        for signal in facts.signals or ()
    )
    yield "\n".join(signals) or "None this month."
