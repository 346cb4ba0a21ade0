"""What tests do at boards' meetings, through the product's own acts."""

from datetime import date, datetime

from irp.models import ReportingPeriod
from packs.actions.agenda import Asked, Ended, add_item, end_item
from packs.actions.board_actions import give_action, move_action
from packs.actions.meetings import arrange_meeting, move_meetings
from packs.models import AgendaItem, BoardAction, Meeting
from packs.words import Forum
from packs.words.meetings import ActionStage, Decided, ItemFate
from tests.assurance import shelf
from tests.world import NOW, World

TIB_MET = datetime(2026, 11, 24, 16, 0, tzinfo=NOW.tzinfo)  # the TIB of October's pack
IRB_MET = datetime(2026, 12, 1, 16, 0, tzinfo=NOW.tzinfo)


def seek(
    world: World, words: str = "Agree a second supplier", *, forum: Forum = Forum.TIB, **entered
) -> AgendaItem:
    """Put a decision sought on the agenda of October's meeting."""
    at, period = entered.pop("at", NOW), entered.pop("period", world.period)
    asked = Asked(ask=words, **entered)
    return add_item(period, forum, asked, by=world.user("cpmo"), at=at)


def bring_forward(world: World) -> None:
    """Freeze October, and let its TIB meet on the day of NOW: its deadlines stay."""
    shelf.freeze(world)
    days = {"tib_on": NOW.date(), "irb_on": IRB_MET.date()}
    seen = (TIB_MET.date(), IRB_MET.date())
    move = {"seen": seen, "reason": "Brought forward", "by": world.user("cpmo"), "at": NOW}
    move_meetings(ReportingPeriod.objects.get(pk=world.period.pk), **days, **move)


def decide(world: World, item: AgendaItem, *, seen: int = 0, at: datetime = TIB_MET, **ruled):
    """Let the board decide an item, or what else becomes of it."""
    entered = {"fate": ItemFate.DECIDED, "words": "Agreed.", "decided": Decided.AGREED}
    entered |= {"minute": "4.2"} | ruled
    return end_item(item, Ended(seen=seen, **entered), by=world.user("cpmo"), at=at)


def give(
    world: World,
    *,
    forum: Forum = Forum.TIB,
    owner: str = "sao",
    due_on: date = date(2026, 12, 4),
    period: ReportingPeriod | None = None,
    at: datetime = TIB_MET,
    **given,
) -> BoardAction:
    """Record an action of October's meeting."""
    entered = {"words": "Sign the second supplier", "owner": world.posts[owner], "due_on": due_on}
    entered |= given
    month = period or world.period
    return give_action(month, forum, **entered, by=world.user("cpmo"), at=at)


def step(world: World, action: BoardAction, to: ActionStage, *, by: str = "sao", **typed):
    """Take a step of an action."""
    entered = {"words": "It is signed.", "version": action.steps.count(), "at": TIB_MET} | typed
    return move_action(action, to, by=world.user(by), **entered)


def seat(world: World, *names: str, forum: Forum = Forum.TIB, version: int = 0) -> Meeting:
    """Make posts members of October's meeting."""
    members = [world.posts[name] for name in names]
    meeting = {"starts": "2pm", "venue": "Council House", "members": members, "version": version}
    return arrange_meeting(world.period, forum, **meeting, by=world.user("cpmo"), at=NOW)
