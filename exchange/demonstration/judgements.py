"""What the SAO and the CPMO judge of a programme, and why: people's judgements, made up. Pure.

Each is drawn with a temper of its own from what the rows report, so that the voices differ at
times, as they do in life (Rule 2). The product itself never computes a rating (Rule 1).
"""

from random import Random

from exchange.demonstration.programme_texts import MilestoneInMonth
from exchange.demonstration.sentences import cause
from irp.rules.numbers import counted
from programmes.words import Delivery, Rating, Voice

LADDER = (Rating.GREEN, Rating.AMBER, Rating.RED)
TEMPER = {Voice.SAO: -0.2, Voice.CPMO: 0.1}  # an SAO hopes, the CPMO doubts


def voice_rating(
    lines: list[MilestoneInMonth], *, voice: Voice, last: Rating | None, chance: Random
) -> Rating:
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
    most = 2 if red else 1  # Red is said of a row that is Red, and explained by it
    if last is not None:
        was = LADDER.index(last)
        if abs(step - was) > 1:
            step = was + (1 if step > was else -1)
        elif abs(step - was) == 1 and chance.random() < 0.35 and (red or amber):
            step = was
    return LADDER[min(step, most)]


def why(
    rating: Rating,
    lines: list[MilestoneInMonth],
    *,
    voice: Voice,
    last: Rating | None,
    chance: Random,
) -> str:
    """Return the written reason (Rules 5 and 7): always one, in the voice's own words."""
    off = [line for line in lines if line.state.delivery in {Delivery.RED, Delivery.AMBER}]
    worst = min(off, key=_by_trouble, default=None)
    sentences = [_lead(rating, lines, voice=voice, chance=chance)]
    if worst is None and rating is not Rating.GREEN:
        sentences.append("No row is Amber or Red any more: Green once that has held for a month.")
    if worst is not None:
        why_so = cause(worst.ref, worst.title, worst.state)
        if rating is Rating.GREEN:
            sentences.append(f"{worst.named} is watched weekly: {why_so}.")
        else:
            sentences.append(f"{worst.named} decides it: {why_so}.")
    if last is not None and LADDER.index(rating) < LADDER.index(last):
        sentences.insert(0, f"Better than {last.label} last time.")
    return " ".join(sentences)


def _by_trouble(line: MilestoneInMonth) -> tuple[bool, bool, str]:
    return line.state.delivery is not Delivery.RED, not line.state.is_late, line.ref


def _lead(rating: Rating, lines: list[MilestoneInMonth], *, voice: Voice, chance: Random) -> str:
    """Return what the voice saw: the rows themselves, counted."""
    open_lines = [line for line in lines if line.state.delivery.is_open]
    late = sum(line.state.is_late for line in open_lines)
    left = counted(len(open_lines), "activity is", "activities are")
    if not open_lines:
        return "Every activity of the plan is closed."
    if rating is Rating.RED:
        return (
            f"{left} open, {late} late. For what is Red no way back is agreed yet."
            if late
            else f"{left} open, none late. The date of what is Red cannot be met as it is."
        )
    seen = f"{left} open, {late or 'none'} late."
    if voice is Voice.CPMO:
        checked = min(len(lines), chance.randint(2, 6))
        return chance.choice(
            (
                f"{seen} Evidence was checked for {counted(checked, 'row', 'rows')}.",
                f"{seen} The team was asked about its dates.",
                f"{seen} Read beside the last two returns.",
            )
        )
    return chance.choice(
        (
            f"{seen} Gone through row by row with the programme team.",
            f"{seen} Discussed at the Directorate Board.",
            f"{seen} Staff are in place for what is due next.",
        )
    )
