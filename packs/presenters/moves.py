"""What moves with a period's boards: each day before and after, and the days there were (14)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from irp.models import ReportingPeriod
from irp.presenters import Change, Entry
from irp.readings.versions import row_versions
from irp.rules.calendar import DEADLINES, PeriodDeadlines, published_deadlines
from irp.rules.date_spans import printed_day
from irp.rules.numbers import counted
from irp.words import PeriodAct
from packs.models import Meeting
from packs.readings.meetings import day_of
from packs.words import Forum


def board_meets(forum: Forum) -> str:
    """Return what the day of a board's meeting is called among the days of a period."""
    return f"{forum.value.upper()} meets"


BOARDS = {board_meets(forum): f"{forum.value}_on" for forum in Forum}
COLUMNS = (
    *((name, label) for name, label in DEADLINES if name != "board_on"),
    *((name, label) for label, name in BOARDS.items()),
)


@dataclass(frozen=True)
class Move:
    """One day as it is published and as it would be."""

    name: str
    before: date
    after: date

    @property
    def is_moved(self) -> bool:
        """Tell whether the two differ."""
        return self.before != self.after


def moves(
    period: ReportingPeriod,
    days: Mapping[Forum, date],
    *,
    wanted: Mapping[Forum, date],
    deadlines: PeriodDeadlines | None,
) -> list[Move]:
    """Return each day of a period before and after its boards move to the days that are wanted.

    `deadlines` are those worked back from them; None leaves them, as in a frozen period's record.
    """
    now = published_deadlines(period)
    after = deadlines or now
    found = [
        Move(label, getattr(now, name), getattr(after, name))
        for name, label in DEADLINES
        if name != "board_on"
    ]
    boards = [Move(board_meets(forum), days[forum], wanted[forum]) for forum in Forum]
    return found + boards


def published_before(period: ReportingPeriod) -> Iterator[Entry]:
    """Yield each time that the days of a period were changed, the newest first.

    The period comes with its steps. After its freeze only its meetings move.
    """
    if period.is_frozen:
        yield from reversed(_moved_after(period))
    if any(step.what == PeriodAct.DATES_CHANGED for step in period.steps.all()):
        yield from changes_of(period.month)


def last_move(period: ReportingPeriod, forum: Forum) -> Entry | None:
    """Return the last time that one board's meeting moved, with that change alone; None never."""
    for entry in published_before(period):
        if changes := tuple(
            change for change in entry.changes if change.label == board_meets(forum)
        ):
            return replace(entry, changes=changes)
    return None


def _moved_after(period: ReportingPeriod) -> list[Entry]:
    """Return how the meetings of a frozen period moved, the oldest first; both at once are one."""
    moved_ones = reversed(row_versions(Meeting, cycle=period, moved_to__isnull=False))
    days = {forum: day_of(None, period, forum) for forum in Forum}
    found = []
    for _, together in groupby(moved_ones, key=_moment):
        rows = {Forum(row.forum): row for row in together}
        moved = {forum: row for forum, row in rows.items() if row.moved_to != days[forum]}
        if not moved:
            continue  # its time, place or members changed
        changes = tuple(
            Change(board_meets(forum), printed_day(days[forum]), printed_day(row.moved_to))
            for forum, row in moved.items()
        )
        days |= {forum: row.moved_to for forum, row in moved.items()}
        found.append(_entry(next(iter(moved.values())), changes))
    return found


def _moment(row: Any) -> Any:
    return row.history_date


def _entry(row: Any, changes: tuple[Change, ...]) -> Entry:
    """Return what one row of history changed, with who and why."""
    return Entry(
        at=row.history_date,
        who=row.actor_name or "Not recorded",
        post=row.actor_post,
        what=what_moved(change.label for change in changes),
        changes=changes,
        why=row.history_change_reason or "",
    )


def changes_of(month: date) -> Iterator[Entry]:
    """Yield each time that the days of a month were changed, the newest first, each from and to."""
    for row, before in pairwise(row_versions(ReportingPeriod, month=month)):
        changes = tuple(
            Change(label, printed_day(getattr(before, name)), printed_day(getattr(row, name)))
            for name, label in COLUMNS
            if getattr(before, name) != getattr(row, name)
        )
        if changes:
            yield _entry(row, changes)


def what_moved(labels: Iterable[str]) -> str:
    """Return what moved in a sentence: "TIB moved, 5 deadlines changed", "IRB moved, no …"."""
    names = list(labels)
    boards = [name.split()[0] for name in names if name in BOARDS]
    deadlines = len(names) - len(boards)
    changed = counted(deadlines, "deadline") if deadlines else "no deadline"
    return ", ".join([f"{' and '.join(boards)} moved"] * bool(boards) + [f"{changed} changed"])
