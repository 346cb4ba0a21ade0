"""What a pack opens with: the last meeting of its board, and how far its actions have come."""

from dataclasses import dataclass

from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from packs.facts import PlanFacts
from packs.facts.meetings import MeetingFacts
from packs.figures.meetings import (
    ActionCounts,
    ActionLine,
    ItemLine,
    action_counts,
    action_lines,
    item_line,
    last_met,
)
from packs.words import Forum


@dataclass(frozen=True, kw_only=True)
class ActionsPage:
    """The last recorded meeting of a board, what it decided, and the actions of all of them."""

    last: MeetingFacts | None  # None where no meeting has been recorded
    items: tuple[ItemLine, ...]
    open: tuple[ActionLine, ...]  # the longest overdue first
    settled: tuple[ActionLine, ...]
    counts: ActionCounts


def actions_page(plan: PlanFacts, *, forum: str) -> ActionsPage | None:
    """Return what a board's pack says of its last meeting; None where nothing was kept of it."""
    if plan.boards is None:
        return None
    on = london_day(plan.taken_at)
    last = last_met(plan.boards, forum=Forum(forum), on=on)
    own = [action for action in plan.boards.actions if action.forum == forum]
    lines = action_lines(own, measured=Measured.month_end(plan.period.month))
    return ActionsPage(
        last=last,
        items=tuple(map(item_line, last.items)) if last else (),
        open=tuple(line for line in lines if line.is_open),
        settled=tuple(line for line in lines if not line.is_open),
        counts=action_counts(lines),
    )
