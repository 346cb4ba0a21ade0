"""What a delivery lead writes of one milestone in one month, from its own title and state. Pure."""

import re
from dataclasses import replace
from random import Random

from exchange.demonstration.courses import State
from exchange.demonstration.months import dice, first_of_month
from exchange.demonstration.phrases import ASIDES, CAUSES, ENDINGS, PAUSES, PROGRESS, REMEDIES, WORK
from programmes.words import Delivery

NOT_STARTED = (
    "Not due to start yet; preparation is in the forward plan",
    "Not started, as planned: the team that will do it is named",
    "Work begins when the activities before it are done",
)


def month_name(month: int) -> str:
    """Return a month given as a number in words: "June 2026"."""
    return f"{first_of_month(month):%B %Y}"


def short(title: str) -> str:
    """Return the core of a title, for use within a sentence: a long one up to where it joins on."""
    text = re.sub(r"^Phase \d+: ", "", title)
    text = re.split(r" \(|, to |; | – |\. |, which |, with |, through |, due ", text)[0].rstrip(
        ":.,"
    )
    if len(text) > 80:
        joint = r"(?:across|and (?:are|is|that)|between|by|for|in|on|so|while|with|without)"
        whole = re.match(rf".{{30,80}}(?=,? {joint} )", text) or re.match(
            r".{30,80}(?= and )", text
        )
        text = (whole[0] if whole else text[:80].rsplit(" ", 1)[0]).rstrip(",")
    return text


def kind_of_work(title: str) -> str:
    """Return what kind of work a title speaks of."""
    return next(kind for kind, words in WORK if re.search(words, title.casefold()))


def cause(ref: str, title: str, state: State) -> str:
    """Return why a milestone is where it is, as part of a sentence; its own until the next move."""
    return dice("cause", ref, state.chapter).choice(CAUSES[kind_of_work(title)])


def remedy(ref: str, state: State) -> str:
    """Return what is done about it, as a sentence without its stop."""
    return dice("remedy", ref, state.chapter).choice(REMEDIES)


def _done_so_far(state: State, title: str, details: list[str], chance: Random) -> str:
    """Return how far it has come, never back, and most months what was looked at besides."""
    texts = [text for stage in PROGRESS[kind_of_work(title)] for text in stage]
    text = texts[min(len(texts) - 1, int(state.share * len(texts)))]
    if details and chance.random() < 0.6:
        detail = details[min(len(details) - 1, int(state.share * len(details)))]
        return f"{text} The step in hand is: {short(detail)}."
    return f"{text} {chance.choice(ASIDES)}" if chance.random() < 0.7 else text


def narrative(
    ref: str,
    state: State,
    *,
    title: str,
    details: list[str],
    last: Delivery | None,
    chance: Random,
) -> str:
    """Return what happened this month to the milestone of a reference."""
    match state.delivery:
        case Delivery.COMPLETE:
            assert state.ended_on is not None
            day = f"{state.ended_on.day} {state.ended_on:%B %Y}"
            return chance.choice(ENDINGS).format(day=day)
        case Delivery.DESCOPED:
            return "Taken out of scope. What is still needed of it is covered by other activities."
        case Delivery.PAUSED:
            return f"Paused. No work is planned on ‘{short(title)}’ until it resumes."
        case Delivery.NOT_STARTED:
            return f"{chance.choice(NOT_STARTED)}{_by(state)}."
    if last is Delivery.NOT_STARTED:
        state = replace(state, share=0)  # what has just begun is at its first step
    text = _done_so_far(state, title, details, chance)
    if last is Delivery.NOT_STARTED:
        return f"Work on ‘{short(title)}’ began this month. {text}"
    if state.moved > 0 and state.forecast is not None:
        moved = f"The forecast moves to {month_name(state.forecast)}"
        return f"{moved} because {cause(ref, title, state)}. {text}"
    if state.moved < 0 and state.forecast is not None:
        return (
            f"{text} Ground was made up: the forecast comes back to {month_name(state.forecast)}."
        )
    if state.delivery is Delivery.AMBER:
        return f"{text} {remedy(ref, state)}."
    return text


def reason(ref: str, title: str, state: State, *, last: Delivery | None) -> str:
    """Return the reason for the status, empty where none is asked for (Rule 5)."""
    changed = last is not None and last is not state.delivery
    match state.delivery:
        case Delivery.RED:
            return f"Not achievable as it stands: {cause(ref, title, state)}.{_moved_so_far(state)}"
        case Delivery.AMBER:
            if last is Delivery.RED:
                return f"Feasible again: {lowered(remedy(ref, state))}."
            return f"Feasible, but {cause(ref, title, state)}.{_moved_so_far(state)}"
        case Delivery.PAUSED:
            return dice("pause", ref).choice(PAUSES)
        case Delivery.DESCOPED:
            return "Descoped with the agreement of the TIB: other activities now cover the need."
    if state.moved > 0:
        return f"The forecast moved because {cause(ref, title, state)}."
    if not changed:
        return ""
    if state.delivery is Delivery.COMPLETE:
        return _done(ref, title, state)
    if last is Delivery.NOT_STARTED:
        return f"‘{short(title)}’ is under way as planned{_by(state)}."
    if last is Delivery.PAUSED:
        return "Work resumed with the team back in place."
    return f"Back on track: {lowered(remedy(ref, state))}."


def _by(state: State) -> str:
    """Return by when it is to be done, to end a sentence with; "" where no month is named."""
    return "" if state.forecast is None else f", to be done by {month_name(state.forecast)}"


def _done(ref: str, title: str, state: State) -> str:
    """Return why it is complete, and what kept it where its forecast has moved."""
    if not state.moves:
        return f"All that ‘{short(title)}’ asks for is done, as first forecast."
    moves = f"moved {state.moves} times, last" if state.moves > 1 else "moved once,"
    return f"All of it is done. The forecast had {moves} because {cause(ref, title, state)}."


def _moved_so_far(state: State) -> str:
    return f" The forecast has moved {state.moves} times." if state.moves > 1 else ""


def lowered(sentence: str) -> str:
    """Return a sentence to go on with after a colon; an abbreviation keeps its capitals."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
