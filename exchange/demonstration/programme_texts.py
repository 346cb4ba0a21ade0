"""What a programme's return says of its month, from what its milestones report. Pure."""

from dataclasses import dataclass
from random import Random

from exchange.demonstration.courses import State
from exchange.demonstration.sentences import cause, lowered, month_name, remedy, short
from irp.rules.numbers import counted
from programmes.words import Delivery

CLOSING = (
    "Risks were reviewed with the programme team and the register is up to date.",
    "The programme team met twice and its actions are recorded.",
    "Resources for the coming quarter were checked against the plan.",
    "Links with other programmes were gone through and no new clash was found.",
    "Spending is within what was set aside for the year to date.",
)
CLOSED = {Delivery.COMPLETE, Delivery.DESCOPED}


@dataclass(frozen=True)
class MilestoneInMonth:
    """One milestone in one month, with what the month before reported of it."""

    ref: str
    title: str
    state: State
    last: Delivery | None

    @property
    def named(self) -> str:
        """Return the milestone as a sentence names it."""
        return f"‘{short(self.title)}’ ({self.ref})"

    @property
    def is_new_end(self) -> bool:
        """Tell whether it ended in this month's return."""
        return self.state.delivery is Delivery.COMPLETE and self.last is not Delivery.COMPLETE


def _listed(lines: list[MilestoneInMonth], most: int) -> str:
    names = [line.named for line in lines[:most]]
    more = len(lines) - len(names)
    if more:
        names.append(f"{more} more")
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _with(lines: list[MilestoneInMonth], *deliveries: Delivery) -> list[MilestoneInMonth]:
    return [line for line in lines if line.state.delivery in deliveries]


def progress_text(lines: list[MilestoneInMonth], *, month: int, chance: Random) -> str:
    """Return the month's progress in three to five sentences."""
    done, ends = _with(lines, *CLOSED), [line for line in lines if line.is_new_end]
    moving = _with(lines, Delivery.GREEN, Delivery.AMBER, Delivery.RED)
    slipped = [line for line in moving if line.state.moved > 0]
    sentences = [chance.choice(_how_many(len(lines), len(done), len(moving), month))]
    if ends:
        sentences.append(f"Completed since the last return: {_listed(ends, 3)}.")
    elif moving:
        sentences.append(
            chance.choice(
                (
                    f"The month's effort went into {_listed(moving, 2)}.",
                    f"Most of the work was on {_listed(moving, 1)}.",
                    f"Nothing ended this month; the work went on with {_listed(moving, 2)}.",
                )
            )
        )
    else:
        sentences.append(
            "All activities are closed; benefits are being followed up by the service."
        )
    if slipped:
        months = max(line.state.moved for line in slipped)
        most = counted(months, "month")
        sentences.append(f"The forecast of {_listed(slipped, 2)} moved, by up to {most}.")
    if late := [line for line in lines if line.state.is_late]:
        verb = "is" if len(late) == 1 else "are"
        sentences.append(f"{_listed(late, 3)} {verb} past the date in the plan.")
    if waiting := _with(lines, Delivery.PAUSED):
        sentences.append(f"Paused: {_listed(waiting, 2)}.")
    sentences.append(chance.choice(CLOSING))
    return " ".join(sentences)


def _how_many(every: int, done: int, moving: int, month: int) -> tuple[str, ...]:
    """Return ways to say how many activities are closed and how many under way."""
    return (
        f"By the end of {month_name(month)}, {done} of "
        f"{counted(every, 'activity was', 'activities were')} closed.",
        f"Of {counted(every, 'activity', 'activities')}, {done} "
        f"{'is' if done == 1 else 'are'} closed and {moving} under way.",
        f"{month_name(month)}: {counted(moving, 'activity', 'activities')} under "
        f"way, {done} of {every} closed.",
    )


def next_steps(lines: list[MilestoneInMonth], *, month: int, chance: Random) -> str:
    """Return what comes next, from what the forecasts say."""
    open_lines = [line for line in lines if line.state.delivery.is_open]
    soon = [
        line
        for line in open_lines
        if line.state.forecast is not None and line.state.forecast <= month + 2
    ]
    starting = [line for line in open_lines if line.state.delivery is Delivery.NOT_STARTED]
    sentences = []
    if soon:
        sentences.append(f"Due by the end of {month_name(month + 2)}: {_listed(soon, 3)}.")
    if starting:
        sentences.append(f"Preparing to start {_listed(starting, 1)}.")
    if not sentences and open_lines:
        sentences.append(f"Go on with {_listed(open_lines, 2)}.")
    if not sentences:
        sentences.append("Follow up benefits and lessons; no activity of the plan is left open.")
    if chance.random() < 0.4:
        sentences.append(
            "Bring the monthly risk review forward so that it can inform the next return."
        )
    return " ".join(sentences)


def path_to_green(lines: list[MilestoneInMonth], *, month: int) -> str:
    """Return how it gets back to Green, empty where nothing is Amber or Red.

    A Red row has no agreed way back: what is dated is when one is put to the board.
    """
    off = [*_with(lines, Delivery.RED), *_with(lines, Delivery.AMBER)]
    if not off:
        return ""
    worst, others = off[0], f" Then {_listed(off[1:], 2)}." if len(off) > 1 else ""
    dated = ""
    if worst.state.forecast is not None:
        dated = f", now forecast for {month_name(worst.state.forecast)}"
    why = f"The cause: {cause(worst.ref, worst.title, worst.state)}."
    if worst.state.delivery is Delivery.RED:
        ask = f"The SAO puts one to the TIB by the end of {month_name(month + 1)}."
        return f"No way back is agreed yet for {worst.named}{dated}. {why} {ask}{others}"
    how = lowered(remedy(worst.ref, worst.state))
    return f"The way back for {worst.named}{dated}: {how}. {why}{others}"


def help_needed(lines: list[MilestoneInMonth], *, chance: Random) -> str:
    """Return what the programme asks for, mostly nothing."""
    off = _with(lines, Delivery.RED)
    if not off or chance.random() < 0.6:
        return ""
    ask = chance.choice(
        (
            "The TIB is asked to settle which programme has first call on the analysts.",
            "Support from Procurement is needed to keep to the new dates.",
            "A decision is asked of the TIB on the order in which services are taken.",
            "Finance capacity is needed to validate figures within the month.",
        )
    )
    return f"{ask} It concerns {_listed(off, 2)}."
