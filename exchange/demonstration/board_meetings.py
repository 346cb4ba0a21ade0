"""What the boards of the demonstration decide and give at their meetings, and what comes of it.

The last months alone, as the records beside the returns: every word and decision is made up.
"""

from datetime import date, datetime, timedelta

from exchange.demonstration.council import Council
from exchange.demonstration.months import EVENTFUL, dice, london_moment
from irp.models import Post, PostHolding, ReportingPeriod, User
from irp.words import PostKind
from packs.actions.agenda import Asked, Ended, add_item, end_item
from packs.actions.board_actions import give_action, move_action
from packs.actions.meetings import arrange_meeting, note_attendance
from packs.models import AgendaItem, BoardAction, Meeting
from packs.words import Forum
from packs.words.meetings import ActionStage, Came, Decided, ItemFate
from programmes.models import Point

HOURS = {Forum.TIB: 14, Forum.IRB: 10}
STARTS = {Forum.TIB: "2pm to 4pm", Forum.IRB: "10am to 12.30pm"}
MOST_ASKS = 2  # of SAOs, on one agenda
SEEKS = {
    Forum.TIB: Asked(
        ask="Agree that each programme rated Red names the dated steps of its path to green.",
        options="Ask it of every Red programme, of those Red for two months, or of none.",
        recommendation="Ask it of every Red programme.",
        without="Commissioners see a Red rating without the way back again.",
    ),
    Forum.IRB: Asked(
        ask="Note which assurance dates have passed, and say which are looked at first.",
        options="By date, by outcome, or those of clauses a and b first.",
        recommendation="Those of clauses a and b first.",
        without="Dates that have passed stay not yet assured.",
    ),
}
DECISIONS = {
    Forum.TIB: (Decided.AGREED, "Agreed. CPMO checks the steps when it challenges returns."),
    Forum.IRB: (Decided.NOTED, "Noted. Those of clauses a and b are looked at first."),
}
LATER = Asked(
    ask="Agree how evidence of sustained improvement is counted where a month is missing.",
    options="Begin the run again, or allow one missing month with its reason.",
    recommendation="Begin the run again.",
    without="Runs are counted in two ways.",
)
GIVEN = {
    Forum.TIB: ("Bring the dated steps of the path to green to the next meeting.", 14),
    Forum.IRB: ("Show which requirements have assurance dates after the intervention ends.", 13),
}
LATE = ("Report what is left of each contract that ends this year.", 42)
DONE = "The paper went to the board’s members, with who takes each step and by when."
ACCEPTED = "Read beside the returns of the month: each step has a name and a day."


def prepare_boards(council: Council, period: ReportingPeriod, *, at: datetime) -> None:
    """Arrange the meetings at which a frozen month's packs are read, and enter what they decide.

    Before the packs are asked for, so that a board can decide by them.
    """
    for forum, on in ((Forum.TIB, period.tib_on), (Forum.IRB, period.irb_on)):
        _prepare(council, period, forum, on=on, at=at)


def hold_boards(council: Council, period: ReportingPeriod, *, until: date) -> None:
    """Hold the meetings that were prepared for a frozen month, if their days have come."""
    for forum, on in ((Forum.TIB, period.tib_on), (Forum.IRB, period.irb_on)):
        if on < until:
            _hold(council, period, forum, on=on)
            _follow_up(council, forum, since=period.freeze_on, until=until)


def _prepare(
    council: Council, period: ReportingPeriod, forum: Forum, *, on: date, at: datetime
) -> None:
    """Arrange a meeting and enter the decisions that are sought of it."""
    head = council.cast.head
    stood = Meeting.objects.filter(cycle=period, forum=forum).first()
    arrange_meeting(
        period,
        forum,
        starts=STARTS[forum],
        venue="Committee room 1",
        members=_members(forum),
        version=stood.version if stood else 0,
        by=head,
        at=at,
    )
    for point in _asks(forum, on=on):
        asked = Asked(
            ask=point.words,
            options=f"Agree what {point.ref} asks, agree it for six months, or decline it.",
            recommendation=f"Agree {point.ref}, and look at it again in six months.",
            without=f"{point.programme.name} goes on without it, and says what that costs.",
            decide_by=point.due_on,
            asked_by=point.programme.sao,
            point=point,
        )
        add_item(period, forum, asked, by=head, at=at)
    seeks = [SEEKS[forum]]
    if forum is Forum.IRB and not AgendaItem.objects.filter(ask=LATER.ask).exists():
        seeks.append(LATER)
    for asked in seeks:
        add_item(period, forum, asked, by=head, at=at)


def _hold(council: Council, period: ReportingPeriod, forum: Forum, *, on: date) -> None:
    """Decide what was sought, give an action, and note who came."""
    head, after = council.cast.head, london_moment(on, HOURS[forum] + 3)
    meeting = Meeting.objects.get(cycle=period, forum=forum)
    for item in AgendaItem.objects.filter(meeting=meeting, ends__isnull=True).order_by("number"):
        end_item(item, _ended(item, forum), by=head, at=after)
    given = [GIVEN[forum]]
    if forum is Forum.TIB and period.month == EVENTFUL:
        given.append(LATE)
    owner = _owner(council, forum, on=on)
    for words, days in given:
        due_on = on + timedelta(days=days)
        give_action(period, forum, words=words, owner=owner, due_on=due_on, by=head, at=after)
    came = dict.fromkeys(meeting.members.all(), Came.PRESENT)
    if came:
        away = dice("away", forum.value, period.slug).choice(sorted(came, key=str))
        came[away] = Came.APOLOGIES
        note_attendance(meeting, came, seen=0, by=head, at=after)


def _members(forum: Forum) -> list[Post]:
    kinds = [PostKind.CPMO, PostKind.SAO if forum is Forum.TIB else PostKind.COMMISSIONER]
    held = PostHolding.objects.filter(post__kind__in=kinds).values("post")
    return [post for post in Post.objects.filter(pk__in=held) if not post.part_titles]


def _asks(forum: Forum, *, on: date) -> list[Point]:
    """Return the asks of SAOs that were tabled for this meeting and are on no agenda."""
    tabled = Point.objects.filter(
        items__isnull=True, steps__forum=forum.value, steps__meeting_on=on, steps__stage="tabled"
    ).exclude(steps__stage__in=("answered", "declined", "withdrawn"))
    return list(tabled.select_related("programme__sao").distinct().order_by("ref")[:MOST_ASKS])


def _ended(item: AgendaItem, forum: Forum) -> Ended:
    """Return what becomes of an item: what is asked for the first time of LATER is carried."""
    if item.ask == LATER.ask and item.carried_from_id is None:
        words = "The board had no time for it."
        return Ended(fate=ItemFate.CARRIED, seen=0, words=words)
    decided, words = DECISIONS[forum]
    if item.point_id or item.ask == LATER.ask:
        decided, words = Decided.AGREED, "Agreed as CPMO recommends."
    minute = f"{item.number + 3}.1"
    return Ended(fate=ItemFate.DECIDED, seen=0, words=words, decided=decided, minute=minute)


def _owner(council: Council, forum: Forum, *, on: date) -> Post:
    """Return whose the action is: an SAO's of the TIB, the head of CPMO's of the IRB."""
    if forum is Forum.IRB:
        return Post.objects.get(title=council.cast.titles[council.cast.head.pk])
    own = [story.programme.sao for story in council.stories if _holder(story.programme.sao, on=on)]
    return dice("owner", on.isoformat()).choice(own)


def _holder(post: Post, *, on: date) -> User | None:
    held = PostHolding.objects.held(on=on).filter(post=post).select_related("user").first()
    return held.user if held else None


def _follow_up(council: Council, forum: Forum, *, since: date, until: date) -> None:
    """Let the owner say that an action is done, and CPMO accept it; one stays open past its day."""
    rows = BoardAction.objects.filter(meeting__forum=forum, due_on__lt=until, steps__isnull=True)
    rows = rows.exclude(words=LATE[0])
    for action in rows.select_related("owner").order_by("due_on"):
        # What a frozen month kept of it stays as it was.
        done_on = max(action.due_on, since + timedelta(days=2)) - timedelta(days=1)
        owner = _holder(action.owner, on=done_on)
        if owner is None or done_on >= until:
            continue
        at = london_moment(done_on, 11)
        move_action(action, ActionStage.DONE, words=DONE, version=0, by=owner, at=at)
        at, by = london_moment(done_on, 16), council.cast.assurer
        move_action(action, ActionStage.ACCEPTED, words=ACCEPTED, version=1, by=by, at=at)
