"""Asks and challenges: what is done next to one, by whom it is owed, who may read it (15)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from programmes.facts.points import PointFacts
from programmes.rules.withheld import Reader
from programmes.words import (
    ChallengeOutcome,
    Ladder,
    PointKind,
    PointStage,
    ReturnPart,
    ReturnState,
)
from programmes.words.points import BY_PROGRAMME, NEXT

ENDED_ALREADY = "It has been settled already. Open this page again"


def next_stages(kind: PointKind, stage: PointStage) -> tuple[PointStage, ...]:
    """Return what a person may do next to a point; nothing once it has ended.

    An ask is withdrawn by what voids its signature, never by hand.
    """
    return tuple(other for other in NEXT[kind].get(stage, ()) if other is not PointStage.WITHDRAWN)


def is_open(kind: PointKind, stage: PointStage) -> bool:
    """Tell whether something is still to come of a point."""
    return stage in NEXT[kind]


def owed_by(kind: PointKind, stage: PointStage) -> str:
    """Return who has to act next: "programme", "CPMO", or nobody ("")."""
    if not is_open(kind, stage):
        return ""
    is_theirs = kind is PointKind.CHALLENGE and stage in BY_PROGRAMME
    return "programme" if is_theirs else "CPMO"


def ask_faults(*, words: str, asked_of: str, due_on: date | None, on: date) -> dict[str, str]:
    """Return what is wrong with an ask, by field; nothing where none is made."""
    if not (words.strip() or asked_of.strip() or due_on):
        return {}
    faults = {}
    if not words.strip():
        faults["ask"] = "Enter what you ask for, or leave the ask empty"
    if not asked_of.strip():
        faults["asked_of"] = "Enter who you ask, for example TIB or the Section 151 Officer"
    if due_on is None:
        faults["ask_due_on"] = "Enter when you need the answer, for example 24/11/2026"
    elif due_on < on:
        faults["ask_due_on"] = f"Enter {printed_day(on)} or a later day"
    return faults


def challenge_faults(*, part: ReturnPart, milestone: str | None, words: str) -> dict[str, str]:
    """Return what is wrong with a challenge, by field."""
    faults = {}
    if part is ReturnPart.MILESTONE and not milestone:
        faults["milestone"] = "Choose the milestone that you ask about"
    if not words.strip():
        faults["words"] = "Enter what you ask"
    return faults


def step_faults(
    *,
    kind: PointKind,
    stage: PointStage,
    to: PointStage,
    forum: Ladder | None = None,
    meeting_on: date | None = None,
    outcome: ChallengeOutcome | None = None,
    words: str,
    on: date,
) -> dict[str, str]:
    """Return why a step may not be taken now as it was entered, by field."""
    if to not in next_stages(kind, stage):
        return {"stage": ENDED_ALREADY}
    faults = {}
    if to is PointStage.TABLED:
        if forum is None:
            faults["forum"] = "Choose the board"
        if meeting_on is None:
            faults["meeting_on"] = "Enter the day of the meeting"
        elif meeting_on < on:
            faults["meeting_on"] = f"Enter {printed_day(on)} or a later day"
    elif not words.strip():
        faults["words"] = WHAT_TO_ENTER[to]
    if to is PointStage.CLOSED:
        if outcome is None:
            faults["outcome"] = "Choose the outcome"
        elif outcome is not ChallengeOutcome.UNRESOLVED and stage is not PointStage.ANSWERED:
            faults["outcome"] = "Choose Not resolved, or wait for the answer: it has none yet"
    return faults


WHAT_TO_ENTER = {
    PointStage.DECLINED: "Enter the reason for declining the ask",
    PointStage.ANSWERED: "Enter the answer",
    PointStage.ASKED_AGAIN: "Enter what is still open",
    PointStage.CLOSED: "Enter the reason for the outcome",
}


def ended_at(point: PointFacts) -> datetime | None:
    """Return when a point came to its end; None while it is open."""
    return None if is_open(point.kind, point.stage) else point.steps[-1].at


def age(point: PointFacts, *, on: date) -> int:
    """Return for how many days a point has been open, or was until its end."""
    ended = ended_at(point)
    return days_open(point.at, until=london_day(ended) if ended else on)


def days_open(since: datetime, *, until: date) -> int:
    """Return for how many days something asked at a moment is open by a day."""
    return max(0, (until - london_day(since)).days)


class ReadablePoint(Protocol):
    """A point as far as it says who may read it."""

    @property
    def programme(self) -> str:
        """Return the reference of its programme."""

    @property
    def state(self) -> ReturnState:
        """Return how far the return has come that it was raised on."""

    @property
    def stage(self) -> PointStage:
        """Return how far it has come itself."""


def point_seen(point: ReadablePoint, reader: Reader) -> bool:
    """Tell whether a person may read a point: who may not read its return may not (Rule 15).

    An ask that its signature's end withdrew is its programme's and CPMO's alone.
    """
    if reader.sees(point.programme):
        return True
    return point.state.is_received and point.stage is not PointStage.WITHDRAWN


def points_on_return(
    points: Iterable[PointFacts], *, month: date, until: datetime | None
) -> tuple[PointFacts, ...]:
    """Return the points that a month's return shows: its own, older ones open, answers since.

    So the answer to an ask stands on the next return. `until` is the moment of its freeze.
    """
    return tuple(
        point
        for point in points
        if point.month <= month
        and (until is None or point.at <= until)
        and (point.month == month or _stands_since(point, month))
    )


def _stands_since(point: PointFacts, month: date) -> bool:
    ended = ended_at(point)
    return ended is None or (london_day(ended) >= month and point.stage is not PointStage.WITHDRAWN)


def has_met(meeting_on: date | None, *, on: date) -> bool:
    """Tell whether the board to which an ask was taken has met, so that its answer is owed."""
    return meeting_on is None or meeting_on <= on
