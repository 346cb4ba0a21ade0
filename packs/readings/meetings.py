"""Boards' meetings as facts, now or as history held them (Rules 14 and 31)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from irp.facts import PeriodFacts
from irp.models import Post, ReportingPeriod
from irp.readings import Source, periods
from irp.rules.calendar import london_day
from packs.facts.meetings import (
    BoardActionFacts,
    BoardsFacts,
    BoardStepFacts,
    CameFacts,
    EndFacts,
    ItemFacts,
    MeetingFacts,
)
from packs.figures.meetings import last_met
from packs.models import (
    AgendaItem,
    Attendance,
    BoardAction,
    BoardActionStep,
    ItemEnd,
    Meeting,
)
from packs.rules.meetings import end_refusal, stage_of
from packs.words import Forum
from packs.words.meetings import ActionStage, Came, Decided, ItemFate
from programmes.models import Point


def boards(
    source: Source, *, forums: Collection[Forum] = tuple(Forum), month: date | None = None
) -> BoardsFacts:
    """Return the meetings of some boards, newest first, and their actions, in eleven statements.

    Of every month that was opened, or of one: there is a meeting where nothing was recorded yet.
    """
    known = {
        key: period
        for key, period in periods(source).items()
        if period.opened_at and month in {None, period.month}
    }
    rows = {
        row.id: row
        for row in source.rows(Meeting)
        if row.cycle_id in known and Forum(row.forum) in forums
    }
    found = _Found.read(source, rows)
    by_place = {(row.cycle_id, row.forum): row for row in rows.values()}
    meetings = [
        found.meeting(period, forum, by_place.get((key, forum.value)))
        for key, period in known.items()
        for forum in forums
    ]
    places = {key: (Forum(row.forum), known[row.cycle_id].month) for key, row in rows.items()}
    return BoardsFacts(
        meetings=tuple(
            sorted(meetings, key=lambda meeting: (meeting.month, meeting.on), reverse=True)
        ),
        actions=tuple(found.actions(places)),
    )


def boards_kept(source: Source, *, month: date) -> BoardsFacts:
    """Return what a frozen month keeps of the boards: what its packs open with.

    Of each board the last meeting that was recorded before the freeze, and the one at which this
    month is read where anything was recorded of it; every action that is open, that the last
    meeting gave, or that was settled since.
    """
    found, on = boards(source), london_day(source.at)
    last = {forum: last_met(found, forum=forum, on=on) for forum in Forum}
    coming = (
        meeting for meeting in found.meetings if meeting.month == month and meeting.is_recorded
    )
    meetings = {
        (meeting.forum, meeting.month): meeting
        for meeting in (*coming, *filter(None, last.values()))
    }
    return BoardsFacts(
        meetings=tuple(meetings.values()),
        actions=tuple(action for action in found.actions if _is_kept(action, last[action.forum])),
    )


def _is_kept(action: BoardActionFacts, last: MeetingFacts | None) -> bool:
    """Tell whether an action is open, was given last, or was settled since the last meeting."""
    if not stage_of(action).is_settled or last is None or action.month == last.month:
        return True
    return london_day(action.steps[-1].at) >= last.on


def day_of(row: Any, period: Any, forum: Forum) -> date:
    """Return the day of a meeting: where it moved to after the freeze, else its period's."""
    published: date = period.tib_on if forum is Forum.TIB else period.irb_on
    return (row.moved_to if row else None) or published


@dataclass(frozen=True)
class _Found:
    """The rows beside meetings, put together by key."""

    titles: Mapping[int, str]
    members: Mapping[int, list[int]]
    attendance: Mapping[int, list[Attendance]]
    items: Mapping[int, list[Any]]
    ends: Mapping[int, list[ItemEnd]]
    points: Mapping[int, str]
    months: Mapping[int, date]  # of items' meetings, by the item's key
    given: list[BoardAction]
    steps: Mapping[int, list[BoardActionStep]]

    @classmethod
    def read(cls, source: Source, rows: Mapping[int, Any]) -> "_Found":
        """Read them; nothing but the meetings where none of these is recorded."""
        if not rows:
            return cls({}, {}, {}, {}, {}, {}, {}, [], {})
        known = {key: period.month for key, period in periods(source).items()}
        months = {row.id: known[row.cycle_id] for row in source.rows(Meeting)}
        every = source.rows(AgendaItem)
        items = [row for row in every if row.meeting_id in rows]
        attendance = [row for row in source.acts(Attendance) if row.meeting_id in rows]
        given = [row for row in source.acts(BoardAction) if row.meeting_id in rows]
        members = source.ties(Meeting, "members")
        points = {row.point_id for row in items} - {None}
        return cls(
            titles=dict(source.columns(Post, "id", "title")),
            members=members,
            attendance=_by(attendance, "meeting_id"),
            items=_by(items, "meeting_id"),
            ends=_by(source.acts(ItemEnd), "item_id"),
            points={row.id: row.ref for row in source.acts(Point, id__in=points)} if points else {},
            months={row.id: months[row.meeting_id] for row in every},
            given=given,
            steps=_by(source.acts(BoardActionStep), "action_id"),
        )

    def meeting(self, period: PeriodFacts, forum: Forum, row: Any) -> MeetingFacts:
        """Return the facts of a meeting; `row` is None where nothing was recorded of it."""
        key = row.id if row else 0
        newest = {attendance.post_id: attendance for attendance in self.attendance.get(key, ())}
        members = (self.titles[post] for post in self.members.get(key, ()) if post in self.titles)
        return MeetingFacts(
            forum=forum,
            month=period.month,
            on=day_of(row, period, forum),
            starts=row.starts if row else "",
            venue=row.venue if row else "",
            members=tuple(sorted(members)),
            attendance=tuple(
                sorted(
                    (self._came(attendance) for attendance in newest.values()),
                    key=lambda attendee: attendee.post,
                )
            ),
            items=tuple(self._item(item) for item in self.items.get(key, ())),
            is_recorded=row is not None,
        )

    def _came(self, row: Attendance) -> CameFacts:
        post = self.titles.get(row.post_id, "")
        return CameFacts(post=post, who=row.who, came=Came(row.came), **_who(row))

    def _item(self, row: Any) -> ItemFacts:
        return ItemFacts(
            number=row.number,
            ask=row.ask,
            options=row.options,
            recommendation=row.recommendation,
            without=row.without,
            decide_by=row.decide_by,
            asked_by=self.titles.get(row.asked_by_id, ""),
            point=self.points.get(row.point_id, ""),
            carried_from=self.months.get(row.carried_from_id),
            ends=tuple(map(_end, self.ends.get(row.id, ()))),
        )

    def actions(self, places: Mapping[int, tuple[Forum, date]]) -> Iterable[BoardActionFacts]:
        """Yield the actions, oldest first."""
        numbers = {row.id: row.number for rows in self.items.values() for row in rows}
        for row in self.given:
            forum, month = places[row.meeting_id]
            yield BoardActionFacts(
                ref=row.ref,
                forum=forum,
                month=month,
                item=numbers.get(row.item_id or 0),
                words=row.words,
                owner=self.titles.get(row.owner_id, ""),
                due_on=row.due_on,
                steps=tuple(map(_step, self.steps.get(row.id, ()))),
                **_who(row),
            )


def _by(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _who(act: Any) -> dict[str, Any]:
    return {"by_name": act.by_name, "by_post": act.by_post, "at": act.at}


def _end(act: ItemEnd) -> EndFacts:
    return EndFacts(
        fate=ItemFate(act.fate),
        decided=Decided(act.decided) if act.decided else None,
        words=act.words,
        minute=act.minute,
        **_who(act),
    )


def _step(act: BoardActionStep) -> BoardStepFacts:
    stage = ActionStage(act.stage)
    return BoardStepFacts(stage=stage, due_on=act.due_on, words=act.words, **_who(act))


def met_on_of(meeting: Meeting) -> date:
    """Return the day on which a meeting is held."""
    return day_of(meeting, meeting.cycle, Forum(meeting.forum))


def refused_now(item: AgendaItem, fate: ItemFate, before: ItemFate | None, *, at: datetime) -> str:
    """Return why nothing of the kind is recorded of an item now, "" where it may be.

    `before` is what became of it last.
    """
    return end_refusal(fate, before=before, met_on=met_on_of(item.meeting), on=london_day(at))


def days_now(period: ReportingPeriod) -> dict[Forum, date]:
    """Return the days on which the boards of a period meet."""
    rows = {Forum(row.forum): row for row in Meeting.objects.filter(cycle=period)}
    return {forum: day_of(rows.get(forum), period, forum) for forum in Forum}
