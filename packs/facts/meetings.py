"""What the record says of boards' meetings: agenda, decisions, actions, who came.

Frozen records without a rule applied, as in `packs.facts`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from packs.words import Forum
from packs.words.meetings import ActionStage, Came, Decided, ItemFate


@dataclass(frozen=True, kw_only=True, slots=True)
class CameFacts:
    """Whether the holder of a member's post came, as it was noted last."""

    post: str
    who: str  # who held the post when it was noted, "" for nobody
    came: Came
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class EndFacts:
    """What became of an item."""

    fate: ItemFate
    decided: Decided | None
    words: str
    minute: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemFacts:
    """A decision that a board is asked for, and what became of it, the newest last."""

    number: int
    ask: str
    options: str
    recommendation: str  # of CPMO
    without: str  # what happens if nothing is decided
    decide_by: date | None
    asked_by: str  # title of the post, "" where none is named
    point: str  # reference of the SAO's ask it comes from, "" for none
    carried_from: date | None  # the month of the meeting that did not decide it
    ends: tuple[EndFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingFacts:
    """One meeting of a board: `is_recorded` once anything was entered of it."""

    forum: Forum
    month: date  # of the pack that is read at it
    on: date
    starts: str
    venue: str
    members: tuple[str, ...]  # titles of posts
    attendance: tuple[CameFacts, ...]
    items: tuple[ItemFacts, ...]
    is_recorded: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardStepFacts:
    """One step of an action."""

    stage: ActionStage
    due_on: date | None  # the new day, where it was extended
    words: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardActionFacts:
    """What a board gave a post to do, and its steps, oldest first."""

    ref: str
    forum: Forum
    month: date  # of the meeting's pack
    item: int | None  # the number of the item it follows from
    words: str
    owner: str
    due_on: date  # the first
    by_name: str
    by_post: str
    at: datetime
    steps: tuple[BoardStepFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardsFacts:
    """The meetings of the boards, newest first, and every action they gave."""

    meetings: tuple[MeetingFacts, ...]
    actions: tuple[BoardActionFacts, ...]
