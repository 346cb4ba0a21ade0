"""What the SAO and the CPMO judge of a programme, and why: people's judgements, made up. Pure.

Each is drawn with a temper of its own from what the rows report, so that the voices differ at
times, as they do in life (Rule 2). The product itself never computes a rating (Rule 1).
"""

from random import Random

from exchange.demonstration.programme_texts import Line
from exchange.demonstration.sentences import CAUSES
from programmes.words import Delivery, Rating, Voice

LADDER = (Rating.GREEN, Rating.AMBER, Rating.RED)
TEMPER = {Voice.SAO: -0.2, Voice.CPMO: 0.1}  # an SAO hopes, the CPMO doubts


def judged(lines: list[Line], *, voice: Voice, last: Rating | None, chance: Random) -> Rating:
    """Return the rating that this voice gives this month; it rarely jumps two steps."""
    open_lines = [line for line in lines if line.state.delivery.is_open]
    if not open_lines:
        return Rating.GREEN
    red = sum(line.state.delivery is Delivery.RED for line in open_lines)
    amber = sum(line.state.delivery is Delivery.AMBER for line in open_lines)
    strain = (2 * red + amber) / len(open_lines)
    if len(open_lines) <= 3:
        strain *= 0.8
    strain += TEMPER[voice] + chance.uniform(-0.15, 0.15)
    step = 0 if strain < 0.45 else 1 if strain < 1.15 else 2
    if last is not None:
        was = LADDER.index(last)
        if abs(step - was) > 1:
            step = was + (1 if step > was else -1)
        elif abs(step - was) == 1 and chance.random() < 0.35:
            step = was
    return LADDER[step]


def why(
    rating: Rating, lines: list[Line], *, voice: Voice, last: Rating | None, chance: Random
) -> str:
    """Return the written reason (Rules 5 and 7): always one, in the voice's own words."""
    off = [line for line in lines if line.state.delivery in {Delivery.RED, Delivery.AMBER}]
    worst = next((line for line in off if line.state.delivery is Delivery.RED), None)
    worst = worst or (off[0] if off else None)
    about = f" {worst.named} needs attention: {chance.choice(CAUSES)}." if worst else ""
    if rating is Rating.GREEN:
        text = chance.choice(
            (
                "What is left is small, dated and staffed.",
                "Nothing outstanding threatens the outcome.",
                "The open rows have owners and dates, and the last three were met.",
            )
        )
        if last not in {None, Rating.GREEN}:
            text = f"Raised from {last.label if last else ''}: the main issue is resolved. {text}"
        return text + (f" {worst.named} is watched weekly." if worst else "")
    if voice is Voice.CPMO:
        lead = chance.choice(
            (
                "The evidence seen supports no more than this.",
                "Checked against the milestone table and the last two returns.",
                "The programme team was challenged on its dates.",
            )
        )
    else:
        lead = chance.choice(
            (
                "The issues look manageable with the steps in the path to green.",
                "Judged with the programme team after going through each open row.",
                "Discussed at the Directorate Board.",
            )
        )
    if rating is Rating.RED:
        lead = "As it stands the dates cannot be met and no remedy is agreed yet."
    if last is not None and LADDER.index(rating) < LADDER.index(last):
        lead = f"Improved from {last.label}. {lead}"
    return lead + about
