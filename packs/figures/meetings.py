"""Boards' meetings as people see them: lines of meetings, items and actions, and their counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from irp.words import WITHHELD
from packs.facts.meetings import (
    BoardActionFacts,
    BoardsFacts,
    CameFacts,
    EndFacts,
    ItemFacts,
    MeetingFacts,
)
from packs.rules.classification import item_ref
from packs.rules.meetings import due_of, fate_of, is_overdue, meeting_name, stage_of
from packs.words import Forum
from packs.words.meetings import ActionStage, Came, ItemFate


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """One action of a board: how far it has come, by when, whether it is late."""

    facts: BoardActionFacts
    stage: ActionStage
    due_on: date
    days_over: int  # 0 while it is not overdue
    answer: str  # what its owner said last, "" while nothing was said

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to come of it."""
        return not self.stage.is_settled

    @property
    def is_extended(self) -> bool:
        """Tell whether its first day was given up for a later one."""
        return self.due_on != self.facts.due_on

    @property
    def status(self) -> str:
        """Return how far it has come, in words: "Open, 3 days overdue"."""
        if not self.days_over:
            return self.stage.label
        return f"{self.stage.label}, {counted(self.days_over, 'day')} overdue"


def action_line(facts: BoardActionFacts, *, measured: Measured) -> ActionLine:
    """Return the line of an action, as measured."""
    stage, due_on = stage_of(facts), due_of(facts)
    answers = [step.words for step in facts.steps if step.stage is ActionStage.DONE]
    return ActionLine(
        facts=facts,
        stage=stage,
        due_on=due_on,
        days_over=measured.days_over(due_on) if is_overdue(stage, due_on, measured=measured) else 0,
        answer=answers[-1] if answers else "",
    )


def action_lines(facts: Iterable[BoardActionFacts], *, measured: Measured) -> list[ActionLine]:
    """Return the lines of actions: the longest overdue first, then open by day, then settled."""
    lines = [action_line(action, measured=measured) for action in facts]
    return sorted(
        lines,
        key=lambda line: (
            not line.is_open,
            -line.days_over,
            line.due_on.toordinal() if line.is_open else -line.facts.steps[-1].at.timestamp(),
            line.facts.ref,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class ActionCounts:
    """How many actions are open, how many of these overdue, and how many CPMO has to look at."""

    open: int
    overdue: int
    to_accept: int


def action_counts(lines: Iterable[ActionLine]) -> ActionCounts:
    """Return the counts of some actions."""
    return count_actions((line.stage, line.days_over > 0) for line in lines)


def count_actions(so_far: Iterable[tuple[ActionStage, bool]]) -> ActionCounts:
    """Return the counts of actions, each by its stage and whether it is overdue."""
    still = [(stage, late) for stage, late in so_far if not stage.is_settled]
    return ActionCounts(
        open=len(still),
        overdue=sum(late for _, late in still),
        to_accept=sum(stage is ActionStage.DONE for stage, _ in still),
    )


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """A decision sought, and what became of it."""

    facts: ItemFacts
    fate: ItemFate | None
    status: str
    end: EndFacts | None  # what was recorded of it last
    corrected: int  # how many decisions were recorded before that one

    @property
    def is_withheld(self) -> bool:
        """Tell whether a public edition shows nothing of it but that it is there."""
        return self.facts.asked_by == WITHHELD


def item_line(facts: ItemFacts) -> ItemLine:
    """Return the line of an item."""
    end = facts.ends[-1] if facts.ends else None
    return ItemLine(
        facts=facts,
        fate=fate_of(facts),
        status=end_words(end) if end else "To be decided",
        end=end,
        corrected=max(0, len(facts.ends) - 1),
    )


def end_words(end: EndFacts) -> str:
    """Return what became of an item: "Agreed in part (minute 4.2)"."""
    if end.decided:
        return f"{end.decided.label} (minute {end.minute})" if end.minute else end.decided.label
    return "Carried to the next meeting" if end.fate is ItemFate.CARRIED else end.fate.label


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """One meeting: when, what it was asked, what it decided, and the actions that it gave."""

    facts: MeetingFacts
    has_met: bool
    items: tuple[ItemLine, ...]
    actions: tuple[ActionLine, ...]

    @property
    def name(self) -> str:
        """Return what names it: "TIB meeting on the October 2026 pack"."""
        return meeting_name(self.facts.forum, self.facts.month)

    @property
    def decided(self) -> int:
        """Return how many decisions were taken."""
        return sum(item.fate is ItemFate.DECIDED for item in self.items)

    @property
    def undecided(self) -> int:
        """Return how many items nothing has become of."""
        return sum(item.fate is None for item in self.items)

    @property
    def counts(self) -> ActionCounts:
        """Return the counts of the actions that it gave."""
        return action_counts(self.actions)

    @property
    def status(self) -> str:
        """Return whether it is still to come, and whether anything was recorded of it."""
        if not self.has_met:
            return "To come"
        return "Held" if self.is_noted else "Nothing is recorded of it yet"

    @property
    def is_noted(self) -> bool:
        """Tell whether anything that happened at it was recorded."""
        return bool(self.facts.attendance or self.decided or self.actions)

    @property
    def is_silent(self) -> bool:
        """Tell whether its day has come and nothing is in the record of it, not even an item."""
        return self.has_met and not self.is_noted and not self.items

    def ref_of(self, item: ItemLine) -> str:
        """Return what an item is called where it is classified: "TIB-2026-10-I2"."""
        return item_ref(self.facts.forum, self.facts.month, item.facts.number)

    def came(self, came: Came) -> list[CameFacts]:
        """Return the members of whom this was noted."""
        return [attendee for attendee in self.facts.attendance if attendee.came is came]

    @property
    def unnoted(self) -> list[str]:
        """Return the members of whom nothing was noted."""
        noted = {attendee.post for attendee in self.facts.attendance}
        return [post for post in self.facts.members if post not in noted]


def meeting_line(
    facts: MeetingFacts, actions: Iterable[BoardActionFacts], *, on: date, measured: Measured
) -> MeetingLine:
    """Return the line of a meeting as read on a day; of the actions, those that it gave."""
    own = (
        action for action in actions if (action.forum, action.month) == (facts.forum, facts.month)
    )
    return MeetingLine(
        facts=facts,
        has_met=facts.on <= on,
        items=tuple(map(item_line, facts.items)),
        actions=tuple(action_lines(own, measured=measured)),
    )


def meeting_lines(boards: BoardsFacts, *, on: date, measured: Measured) -> list[MeetingLine]:
    """Return the lines of meetings as read on a day, the newest first."""
    given: Mapping[tuple[Forum, date], list[BoardActionFacts]] = {
        (action.forum, action.month): [] for action in boards.actions
    }
    for action in boards.actions:
        given[action.forum, action.month].append(action)
    return [
        meeting_line(facts, given.get((facts.forum, facts.month), ()), on=on, measured=measured)
        for facts in boards.meetings
    ]


def last_met(boards: BoardsFacts, *, forum: Forum, on: date) -> MeetingFacts | None:
    """Return the last meeting of a board before a day of which anything was recorded."""
    met = (
        meeting
        for meeting in boards.meetings
        if meeting.forum is forum and meeting.on < on and meeting.is_recorded
    )
    return max(met, key=lambda meeting: meeting.on, default=None)


def when_and_where(facts: MeetingFacts) -> str:
    """Return the day of a meeting with its time and place as far as they are arranged."""
    parts = (printed_day(facts.on), facts.starts, facts.venue)
    return ", ".join(words for words in parts if words)
