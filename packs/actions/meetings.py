"""Acts on boards' meetings: moved, arranged, attended. CPMO keeps their record (Rules 14, 31)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from operator import attrgetter

from django.db import transaction

from irp.actions import Faulty, Refused, lock_periods, move_boards
from irp.history import act, record, record_ties, write_acts
from irp.models import Conflict, Post, PostHolding, ReportingPeriod, User
from irp.permissions import require
from irp.rules.calendar import london_day
from packs.models import (
    Attendance,
    ItemEnd,
    Meeting,
)
from packs.readings.meetings import day_of
from packs.rules.meetings import NOT_MOVED, day_faults, held_already
from packs.words import Forum
from packs.words.meetings import Came, ItemFate

KEEPS = "packs.keep_meetings"


def meeting_of(period: ReportingPeriod, forum: Forum, *, by: User, at: datetime) -> Meeting:
    """Return the row of a board's meeting, written the first time anything is recorded of it.

    Its members are those of the board's meeting before. Within an act's transaction.
    """
    if row := _held_row(period, forum):
        return row
    earlier = Meeting.objects.filter(forum=forum, cycle__month__lt=period.month)
    before = earlier.order_by("-cycle__month").first()
    row = record(Meeting(cycle=period, forum=forum.value), by=by, at=at, reason="Recorded")
    keys = before.members.values_list("pk", flat=True) if before else ()
    return record_ties(row, "members", keys, by=by, at=at, reason="Members as at the last meeting")


def _held_row(period: ReportingPeriod, forum: Forum) -> Meeting | None:
    """Return the row of a board's meeting, locked, None before anything is recorded of it."""
    # Of two people who record the first thing at once, one waits.
    ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(cycle=period, forum=forum).select_related("cycle").first()


def move_meetings(
    period: ReportingPeriod,
    *,
    tib_on: date,
    irb_on: date,
    seen: tuple[date, date],
    reason: str,
    by: User,
    at: datetime,
) -> ReportingPeriod:
    """Move the boards of a period to other days, and publish its deadlines anew (Rule 14).

    `seen` are the days that the person was shown. Of a frozen period only the meetings move: its
    deadlines are in its record. Raises `Refused`, or `Faulty` by field.
    """
    require(by, "irp.run_cycle", at=at)
    with transaction.atomic():
        lock_periods()
        now = ReportingPeriod.objects.get(pk=period.pk)
        rows = {Forum(row.forum): row for row in Meeting.objects.filter(cycle=now)}
        days = {forum: day_of(rows.get(forum), now, forum) for forum in Forum}
        wanted = {Forum.TIB: tib_on, Forum.IRB: irb_on}
        if seen != (days[Forum.TIB], days[Forum.IRB]):
            raise Refused("The meetings were moved after you opened this page. Open it again.")
        moved = [forum for forum in Forum if wanted[forum] != days[forum]]
        if not moved:
            raise Faulty({"tib_on": NOT_MOVED})
        if not reason.strip():
            raise Faulty({"reason": "Enter the reason for moving"})
        if held := [forum.value.upper() for forum in moved if _is_held(rows.get(forum))]:
            raise Refused(held_already(held))
        if now.frozen_at is None:
            return move_boards(
                now, tib_on=tib_on, irb_on=irb_on, reason=reason.strip(), by=by, at=at
            )
        faults = day_faults(tib_on=tib_on, irb_on=irb_on, frozen_on=london_day(now.frozen_at))
        if faults:
            raise Faulty(faults)
        for forum in moved:
            row = meeting_of(now, forum, by=by, at=at)
            row.moved_to = wanted[forum]
            record(row, by=by, at=at, reason=reason.strip())
        return now


def _is_held(row: Meeting | None) -> bool:
    """Tell whether anything is on record that happened at a meeting."""
    if row is None:
        return False
    decided = ItemEnd.objects.filter(item__meeting=row, fate=ItemFate.DECIDED)
    return decided.exists() or row.attendance.exists() or row.actions.exists()


def arrange_meeting(
    period: ReportingPeriod,
    forum: Forum,
    *,
    starts: str,
    venue: str,
    members: Collection[Post],
    version: int,
    by: User,
    at: datetime,
) -> Meeting:
    """Enter the time and place of a meeting and the posts that are its members.

    Who enters them first has seen those of the meeting before. `version` is that of the row the
    person saw, 0 where there was none. Raises `Conflict`, or `Refused` where nothing is changed.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        stood = _held_row(period, forum)
        if stood and stood.version != version:
            raise Conflict(stood)
        keys = {post.pk for post in members}
        entered = starts.strip(), venue.strip()
        was = set(stood.members.values_list("pk", flat=True)) if stood else set()
        if (*entered, keys) == ((stood.starts, stood.venue, was) if stood else ("", "", was)):
            raise Refused("Change the time, the place or the members, or go back to the meeting.")
        row = stood or Meeting(cycle=period, forum=forum.value)
        row.starts, row.venue = entered
        record(row, by=by, at=at, reason="Arranged")
        return record_ties(row, "members", keys, by=by, at=at, reason="Members entered")


def note_attendance(
    meeting: Meeting, came: Mapping[Post, Came], *, seen: int, by: User, at: datetime
) -> list[Attendance]:
    """Record who attended a meeting that was held; what was noted before stays beside it.

    Who held each post is kept as it was on the day of the meeting (Rule 31). `seen` is the key of
    the newest entry that the person saw, 0 for none. Raises `Conflict` with a newer one.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        row = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("cycle")
            .get(pk=meeting.pk)
        )
        on = day_of(row, row.cycle, Forum(row.forum))
        if on > london_day(at):
            raise Refused("The board has not met yet: record who attended once it has.")
        last: dict[int, Attendance] = {
            attendance.post_id: attendance for attendance in row.attendance.all()
        }
        newest = max(last.values(), key=attrgetter("pk"), default=None)
        if newest and newest.pk != seen:
            raise Conflict(_with_all(newest, last))
        holders = _holders(came, on=on)
        fresh = [
            act(
                Attendance,
                by=by,
                at=at,
                meeting=row,
                post=post,
                number=last[post.pk].number + 1 if post.pk in last else 1,
                came=how.value,
                who=holders.get(post.pk, ""),
            )
            for post, how in came.items()
            if post.pk not in last or last[post.pk].came != how
        ]
        return write_acts(fresh)


def _with_all(newest: Attendance, last: Mapping[int, Attendance]) -> Attendance:
    """Return an entry with what is noted of each post as attributes: a conflict shows them all."""
    for key, noted in last.items():
        setattr(newest, f"came_{key}", noted.came)
    return newest


def _holders(posts: Collection[Post], *, on: date) -> dict[int, str]:
    """Return who held each post on a day, by the post's key."""
    found: dict[int, list[str]] = {}
    rows = PostHolding.objects.held(on=on).filter(post__in=[post.pk for post in posts])
    for row in rows.select_related("user").order_by("user__name"):
        found.setdefault(row.post_id, []).append(row.user.name)
    return {key: "; ".join(names)[:200] for key, names in found.items()}
