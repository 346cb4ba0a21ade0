"""What the pages of boards' meetings show beside the figures: neighbours, packs, next acts."""

from collections.abc import Sequence

from irp.models import ReportingPeriod, User
from irp.presenters import Entry, act_entry
from irp.rules.measuring import Measured
from packs.facts.meetings import BoardActionFacts, BoardsFacts
from packs.figures.meetings import ActionLine, MeetingLine, action_lines
from packs.presenters.packs import PackLine, pack_lines
from packs.readings.found import packs_at_meeting
from packs.rules.meetings import next_fates
from packs.words import Forum
from packs.words.meetings import ActionStage, ItemFate

FATES = {ItemFate.DECIDED: "decide", ItemFate.CARRIED: "carry", ItemFate.WITHDRAWN: "withdraw"}


def within_reach(
    lines: Sequence[MeetingLine], line: MeetingLine
) -> tuple[MeetingLine | None, MeetingLine | None]:
    """Return the meetings of the board before and after one; `lines` are newest first."""
    place = lines.index(line)
    later = lines[place - 1] if place else None
    return next(iter(lines[place + 1 :]), None), later


def last_actions(boards: BoardsFacts, line: MeetingLine, *, measured: Measured) -> list[ActionLine]:
    """Return the actions that the board gave at earlier meetings and had open when it met.

    Those that were settled since the meeting before stand with them, after the open ones.
    """
    own = [action for action in boards.actions if action.month < line.facts.month]
    if not own:
        return []
    newest = max(action.month for action in own)
    lines = action_lines(own, measured=measured)
    return [action for action in lines if action.is_open or action.facts.month == newest]


def packs_read(period: ReportingPeriod, forum: Forum, *, user: User) -> list[PackLine]:
    """Return the versions of the pack that is read at a meeting, as far as the person sees them."""
    return pack_lines(packs_at_meeting(period, forum, user=user))


def item_acts(line: MeetingLine) -> dict[int, list[tuple[str, str]]]:
    """Return what may be recorded next of each item: the word of its address, and what to press."""
    words = {
        ItemFate.DECIDED: "Record the decision",
        ItemFate.CARRIED: "Carry to the next meeting",
        ItemFate.WITHDRAWN: "Take off the agenda",
    }
    return {
        item.facts.number: [
            (FATES[fate], "Correct the decision" if item.fate else words[fate])
            for fate in next_fates(item.fate, has_met=line.has_met)
        ]
        for item in line.items
    }


def action_timeline(facts: BoardActionFacts) -> tuple[Entry, ...]:
    """Return everything that was done to an action, the newest first."""
    given = act_entry(facts, what="Given by the board", why=facts.words)
    steps = (act_entry(step, what=step.stage.label, why=step.words) for step in facts.steps)
    return (given, *steps)[::-1]


STEPS = {
    ActionStage.DONE: "done",
    ActionStage.ACCEPTED: "accept",
    ActionStage.RETURNED: "return",
    ActionStage.EXTENDED: "extend",
    ActionStage.CLOSED: "close",
}
