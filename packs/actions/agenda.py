"""Acts on an agenda: a decision is sought, then decided with its minute, carried or withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact, record
from irp.models import Conflict, Post, ReportingPeriod, User
from irp.permissions import require
from irp.readings.numbers import next_number
from packs.actions.classification import classify_alike
from packs.actions.meetings import KEEPS, meeting_of
from packs.models import AgendaItem, ItemEnd, Meeting
from packs.readings.meetings import met_on_of, refused_now
from packs.rules.classification import item_ref
from packs.rules.meetings import ask_faults, end_faults, folded_minute
from packs.words import Forum, ItemKind
from packs.words.meetings import Decided, ItemFate
from programmes.actions.points import PointMove, move_point
from programmes.models import Point
from programmes.words import Ladder, PointStage

WORDS = ("ask", "options", "recommendation", "without")
BESIDE = ("decide_by", "asked_by")
WORDS_CHANGED = "Read the item again. Its words were changed since you opened this page."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A decision that is sought of a board, as it was entered."""

    ask: str
    options: str = ""
    recommendation: str = ""
    without: str = ""
    decide_by: date | None = None
    asked_by: Post | None = None
    point: Point | None = None


def add_item(
    period: ReportingPeriod, forum: Forum, asked: Asked, *, by: User, at: datetime
) -> AgendaItem:
    """Put a decision sought on the agenda of a meeting; an SAO's ask is taken to it with this.

    Raises `Faulty` by field.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        meeting = meeting_of(period, forum, by=by, at=at)
        if asked.point:
            if AgendaItem.objects.filter(point=asked.point).exists():
                raise Faulty({"point": "This ask is on an agenda already. Choose another"})
            _table(asked.point, meeting, by=by, at=at)
        return _write(AgendaItem(meeting=meeting), asked, by=by, at=at)


def _table(point: Point, meeting: Meeting, *, by: User, at: datetime) -> None:
    """Take an SAO's ask to a meeting, unless that was done."""
    forum, on = Forum(meeting.forum), met_on_of(meeting)
    steps = list(point.steps.order_by("number"))
    if steps and (steps[-1].forum, steps[-1].meeting_on) == (forum.value, on):
        return
    to: dict[str, Any] = {"forum": Ladder(forum.value), "meeting_on": on}
    move_point(point, PointMove(to=PointStage.TABLED, seen=len(steps), **to), by=by, at=at)


def _write(row: AgendaItem, asked: Asked, *, by: User, at: datetime) -> AgendaItem:
    met_on = met_on_of(row.meeting)
    if faults := ask_faults(asked.decide_by, before=row.decide_by, met_on=met_on):
        raise Faulty(faults)
    for name in WORDS:
        setattr(row, name, getattr(asked, name).strip())
    for name in BESIDE:
        setattr(row, name, getattr(asked, name))
    if row._state.adding:
        row.point, row.number = asked.point, next_number(row.meeting.items)
    return record(row, by=by, at=at, reason="Decision sought")


def change_item(
    item: AgendaItem, asked: Asked, *, version: int, by: User, at: datetime
) -> AgendaItem:
    """Change the words of a decision sought before anything has become of it.

    Raises `Conflict`, `Faulty` by field, `Refused` where nothing is changed.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        row = _locked(item)
        if row.version != version:
            raise Conflict(row)
        if row.ends.exists():
            raise Refused("The board has dealt with this item, so its words stay as they were.")
        if all(getattr(row, name) == getattr(asked, name) for name in (*WORDS, *BESIDE)):
            raise Refused("Change the decision sought, or go back to the meeting.")
        return _write(row, asked, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What became of an item, as it was entered.

    `seen` counts what the person had read of it, `item_seen` is the version of its own words that
    they read; None compares nothing.
    """

    fate: ItemFate
    seen: int
    words: str
    decided: Decided | None = None
    minute: str = ""
    item_seen: int | None = None


def end_item(item: AgendaItem, ended: Ended, *, by: User, at: datetime) -> ItemEnd:
    """Record what became of an item: decided, carried to the next meeting, withdrawn.

    A decision answers the SAO's ask that the item comes from. Raises `Conflict`, `Faulty` by
    field, or `Refused` where its words were changed since and where there is no next meeting to
    carry it to.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        row = _locked(item)
        ends = list(row.ends.order_by("number"))
        hold_to_newest(ends[-1] if ends else None, seen=ended.seen)
        if ended.item_seen not in (None, row.version):
            raise Refused(WORDS_CHANGED)
        before = ItemFate(ends[-1].fate) if ends else None
        if why := refused_now(row, ended.fate, before, at=at):
            raise Refused(why)
        faults = end_faults(
            fate=ended.fate,
            decided=ended.decided,
            words=ended.words,
            minute=ended.minute,
            minutes=_minutes_beside(row),
        )
        if faults:
            raise Faulty(faults)
        if ended.fate is ItemFate.CARRIED:
            _carry(row, by=by, at=at)
        if ended.fate is ItemFate.DECIDED and row.point:
            _answer(row.point, ended, by=by, at=at)
        is_decided = ended.fate is ItemFate.DECIDED
        values: dict[str, Any] = {"fate": ended.fate.value, "words": ended.words.strip()}
        values["decided"] = ended.decided.value if ended.decided and is_decided else ""
        values["minute"] = ended.minute.strip() if is_decided else ""
        return enact(ItemEnd, by=by, at=at, item=row, number=len(ends) + 1, **values)


def _minutes_beside(item: AgendaItem) -> dict[str, int]:
    """Return the references of the meeting's other decisions in force, each with its item."""
    others = ItemEnd.objects.filter(item__meeting=item.meeting_id, fate=ItemFate.DECIDED)
    rows = others.exclude(item=item).order_by("item", "number")
    newest = dict(rows.values_list("item__number", "minute"))
    return {folded_minute(minute): number for number, minute in newest.items()}


def _answer(point: Point, ended: Ended, *, by: User, at: datetime) -> None:
    """Give an SAO's ask the board's answer, unless it was answered before."""
    steps = list(point.steps.order_by("number"))
    if steps and steps[-1].stage == PointStage.TABLED:
        values: dict[str, Any] = {"words": ended.words, "minute": ended.minute}
        move_point(
            point, PointMove(to=PointStage.ANSWERED, seen=len(steps), **values), by=by, at=at
        )


def _carry(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Put an item that was not decided on the agenda of the board's next meeting.

    It is classified there as it is here (Rule 29).
    """
    own = item.meeting.cycle.month
    later = ReportingPeriod.objects.filter(month__gt=own, opened_at__isnull=False)
    following = later.order_by("month").first()
    if following is None:
        raise Refused("There is no later meeting of this board yet. Open the next period first.")
    meeting = meeting_of(following, Forum(item.meeting.forum), by=by, at=at)
    if item.point:
        _table(item.point, meeting, by=by, at=at)
    copied = {name: getattr(item, name) for name in (*WORDS, *BESIDE, "point")}
    row = AgendaItem(meeting=meeting, carried_from=item, **copied)
    row.number = next_number(meeting.items)
    record(row, by=by, at=at, reason=f"Carried from {item.meeting}")
    classify_alike(ItemKind.ITEM, _ref(row), _ref(item), by=by, at=at)
    return row


def _ref(item: AgendaItem) -> str:
    return item_ref(Forum(item.meeting.forum), item.meeting.cycle.month, item.number)


def _locked(item: AgendaItem) -> AgendaItem:
    """Return an item as it is now. Of two acts on items of one month one waits for the other."""
    ReportingPeriod.objects.select_for_update(no_key=True).get(pk=item.meeting.cycle_id)
    rows = AgendaItem.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__cycle", "point", "asked_by").get(pk=item.pk)
