"""What happens to a programme's return in a month as a chain of events, not yet written anywhere.

`acting` takes the events through the product's actions, `writing` writes what they would leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from random import Random

from exchange.demonstration.judgements import voice_rating, why
from exchange.demonstration.programme_texts import (
    MilestoneInMonth,
    help_needed,
    next_steps,
    path_to_green,
    progress_text,
)
from exchange.demonstration.stories import Story
from exchange.demonstration.timetables import Timetable
from irp.models import User
from programmes.words import Rating, Voice

SENT_BACK = (
    "The progress does not say what changed since last month. Please add it.",
    "Please say in the path to green who does what by when.",
    "The text and the milestone table do not agree on what is complete.",
)
CHALLENGED = (
    "The evidence for the completions of this month is not filed yet. Please add where it is.",
    "Please explain the moved forecasts in the text: the TIB will ask.",
    "The help needed is not clear enough to put before the board.",
)
ANSWERS = (
    "The rows due first are staffed first.",
    "Evidence is filed with the programme office under this month.",
    "Each open row has an owner and a day, listed in the programme's own plan.",
)


class ReturnAct(Enum):
    """What happens to a return."""

    WRITE = auto()
    SUBMIT = auto()
    SEND_BACK = auto()
    SIGN = auto()
    ASSURE = auto()


@dataclass(frozen=True)
class Event:
    """Something a person does to a return: at what moment, and with what words."""

    kind: ReturnAct
    at: datetime
    by: User
    reason: str = ""
    rating: Rating | None = None
    texts: dict[str, str] = field(default_factory=dict)


def events(
    story: Story,
    lines: list[MilestoneInMonth],
    month: int,
    timetable: Timetable,
    chance: Random,
) -> Iterator[Event]:
    """Yield what happens to the return after its milestones are reported, in order."""
    lead, texts = story.delivery_lead, _texts(lines, month, chance)
    if timetable.written_at is None:
        return
    yield Event(ReturnAct.WRITE, timetable.written_at, lead, texts=texts)
    if timetable.submitted_at is None:
        return
    yield Event(ReturnAct.SUBMIT, timetable.submitted_at, lead)
    if timetable.sent_back_at is not None:
        at, words = timetable.sent_back_at, chance.choice(SENT_BACK)
        yield Event(ReturnAct.SEND_BACK, at, story.officer, reason=words)
        texts = _answered(texts, chance)
        yield Event(ReturnAct.WRITE, at + timedelta(hours=3), lead, texts=texts)
        yield Event(ReturnAct.SUBMIT, at + timedelta(hours=4), lead)
    if timetable.signed_at is None:
        return
    yield _judgement(story, ReturnAct.SIGN, timetable.signed_at, lines, chance)
    if timetable.challenged_at is not None:
        at, words = timetable.challenged_at, chance.choice(CHALLENGED)
        yield Event(ReturnAct.SEND_BACK, at, story.assurer, reason=words)
        texts = _answered(texts, chance)
        yield Event(ReturnAct.WRITE, at + timedelta(hours=2), lead, texts=texts)
        yield Event(ReturnAct.SUBMIT, at + timedelta(hours=3), lead)
        yield _judgement(story, ReturnAct.SIGN, at + timedelta(hours=5), lines, chance)
    if timetable.assured_at is not None:
        yield _judgement(story, ReturnAct.ASSURE, timetable.assured_at, lines, chance)


def _judgement(
    story: Story, kind: ReturnAct, at: datetime, lines: list[MilestoneInMonth], chance: Random
) -> Event:
    """Return the rating that an SAO signs with, or CPMO assures with, and why."""
    voice = Voice.SAO if kind is ReturnAct.SIGN else Voice.CPMO
    last = story.ratings.get(voice)
    rating = voice_rating(lines, voice=voice, last=last, chance=chance)
    words = why(rating, lines, voice=voice, last=last, chance=chance)
    story.ratings[voice] = rating
    by = story.officer if kind is ReturnAct.SIGN else story.assurer
    return Event(kind, at, by, reason=words, rating=rating)


def _texts(lines: list[MilestoneInMonth], month: int, chance: Random) -> dict[str, str]:
    return {
        "progress": progress_text(lines, month=month, chance=chance),
        "next_steps": next_steps(lines, month=month, chance=chance),
        "path_to_green": path_to_green(lines, month=month),
        "help_needed": help_needed(lines, chance=chance),
    }


def _answered(texts: dict[str, str], chance: Random) -> dict[str, str]:
    return {**texts, "progress": f"{texts['progress']} {chance.choice(ANSWERS)}"}
