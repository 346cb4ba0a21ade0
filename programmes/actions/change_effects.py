"""What an approved request does to the plan: baselines, wording, status, new rows (10, 18, 18a).

All of it within the transaction of the approval. A status belongs to a month's report: what was
decided while no month was open counts from the next one, when that is opened.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from irp.actions import Faulty, Refused
from irp.history import write_acts
from irp.models import ReportingPeriod, User
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import UNDATED, deciding_date
from programmes.actions.approved_request import (
    ApprovedRequest,
    baseline_given,
    milestone_of,
    retire,
    write_milestones,
)
from programmes.actions.change_new_rows import add_rows, merge_rows, split_row
from programmes.actions.milestones import report_changes
from programmes.models import Baseline, ChangeRequest, ChangeRow, Milestone, Programme
from programmes.readings.change_basis import held_for_next_month
from programmes.words import ChangeKind, Delivery, MilestoneKind

BECOMES = {
    ChangeKind.PAUSE: Delivery.PAUSED,
    ChangeKind.DESCOPE: Delivery.DESCOPED,
    ChangeKind.RESUME: Delivery.AMBER,  # until the programme reports it
}


def put_into_effect(
    request: ChangeRequest,
    numbers: Sequence[int],
    month: ReportingPeriod | None,
    *,
    by: User,
    at: datetime,
) -> None:
    """Change the plan as was approved. Raises `Refused` where it has changed meanwhile.

    Nothing of any part is changed before every row was found as it was asked for.
    """
    done = _approved(request, numbers, month, by=by, at=at)
    _refuse_what_is_gone(done)
    for kind, rows in _parts(done.rows):
        EFFECTS[kind](replace(done, rows=rows))


def _parts(rows: Sequence[ChangeRow]) -> Iterator[tuple[ChangeKind, list[ChangeRow]]]:
    """Yield the kind and the rows of each part, in their order."""
    for (_, kind), some in groupby(rows, key=lambda row: (row.part, row.kind)):
        yield ChangeKind(kind), list(some)


def _approved(
    request: ChangeRequest,
    numbers: Sequence[int],
    month: ReportingPeriod | None,
    *,
    by: User,
    at: datetime,
) -> ApprovedRequest:
    """Return an approved request with these of its rows, their milestones locked.

    Before them their programme, where rows are added to it: as whoever asks for a change holds
    both, so that neither waits for the other.
    """
    found = ChangeRow.objects.filter(request=request, number__in=numbers).order_by("number")
    rows = list(found.select_related("workstream"))
    if any(ChangeKind(row.kind).adds_rows for row in rows):
        Programme.objects.select_for_update(no_key=True).get(pk=request.programme_id)
    keys = {row.milestone_id for row in rows if row.milestone_id}
    locked = Milestone.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    milestones = locked.select_related("programme__rdl", "programme__sao").in_bulk(keys)
    for row in rows:
        if row.milestone_id:
            row.milestone = milestones[row.milestone_id]
    return ApprovedRequest(request=request, rows=rows, by=by, at=at, month=month)


def _refuse_what_is_gone(done: ApprovedRequest) -> None:
    """Refuse rows that were retired, or given another baseline, since they were asked for.

    And a day until which a row would be paused, or by which it would resume, that has passed since.
    """
    on = london_day(done.at)
    lasts = _last_baselines(row.milestone_id for row in done.rows)
    for row in done.rows:
        if row.milestone is None:
            continue
        ref = row.milestone.ref
        if not row.milestone.is_in_force(on=on):
            raise Refused(f"{ref} has been retired since this was asked for. Refuse the request.")
        if _is_status(row) and row.new.latest and row.new.latest < on:
            raise Refused(
                f"{ref}: “{row.new.raw}” has passed since this was asked for. Refuse the request "
                "and ask again."
            )
        last = lasts[row.milestone.pk]
        moved = row.new_start.is_dated and last.start != row.old_start
        if moved or deciding_date(last.start, last.end) != row.old:
            raise Refused(
                f"{ref} has been given another date since this was asked for. Refuse the request "
                "and ask again."
            )


def _is_status(row: ChangeRow) -> bool:
    return ChangeKind(row.kind).is_status


def _last_baselines(milestones: Iterable[int | None]) -> dict[int, Baseline]:
    """Return the newest baseline of each milestone by its key, in one statement."""
    keys = {key for key in milestones if key}
    rows = Baseline.objects.filter(milestone__in=keys).order_by("number")
    return {row.milestone_id: row for row in rows}


def _date(done: ApprovedRequest) -> None:
    """Give milestones their next baselines; what was to be confirmed is dated now.

    What the request does not move stays as the last baseline has it (Rule 9).
    """
    lasts = _last_baselines(row.milestone_id for row in done.rows)
    baselines = []
    for row in done.rows:
        milestone = milestone_of(row)
        last = lasts[milestone.pk]
        start = row.new_start if row.new_start.is_dated else last.start
        end = row.new if row.new.is_dated else last.end
        baselines.append(baseline_given(milestone, last.number + 1, start, end, done))
        if row.new.is_dated:
            milestone.kind = MilestoneKind.DATED.value
    write_acts(baselines)
    write_milestones(map(milestone_of, done.rows), done)


def _words(done: ApprovedRequest) -> None:
    for row in done.rows:
        milestone_of(row).title = row.new_title
    write_milestones(map(milestone_of, done.rows), done)


def _close(done: ApprovedRequest) -> None:
    for row in done.rows:
        day = printed_day(london_day(done.at))
        milestone_of(row).note = f"Run by {row.run_by} since {day}."
    retire([*map(milestone_of, done.rows)], done)


def _status(done: ApprovedRequest) -> None:
    """Say it in the open month's report; where none is open, the next month's opening does."""
    if done.month is None:
        return
    becomes = BECOMES[ChangeKind(done.rows[0].kind)]
    changed = [(milestone_of(row), row.new) for row in done.rows]
    try:
        report_changes(changed, becomes, reason=done.words, by=done.by, at=done.at)
    except Faulty as faulty:
        raise Refused(*faulty.reasons) from faulty


def _held_rows(request: ChangeRequest) -> list[int]:
    """Return the numbers of the rows that the last forum approved."""
    last = request.steps.filter(what="agreed").order_by("at", "pk").last()
    return list(last.rows) if last else []


def apply_held_changes(
    last: ReportingPeriod | None, period: ReportingPeriod, *, by: User, at: datetime
) -> None:
    """Say in a month that is being opened what was decided since the last was frozen (Rule 18).

    It was approved then, and counts whatever became of a row's dates since: the last decision of
    each row, without a date that has passed. Of a row that was retired since nothing is reported.
    """
    on = london_day(at)
    newest: dict[int | None, tuple[ApprovedRequest, ChangeRow]] = {}
    for request in held_for_next_month(last):
        done = _approved(request, _held_rows(request), period, by=by, at=at)
        newest |= {row.milestone_id: (done, row) for row in done.rows if _is_status(row)}
    for done, row in newest.values():
        if milestone_of(row).is_in_force(on=on):
            if row.new.latest and row.new.latest < on:
                row.new = UNDATED
            _status(replace(done, rows=[row]))


EFFECTS: dict[ChangeKind, Callable[[ApprovedRequest], None]] = {
    ChangeKind.DATE: _date,
    ChangeKind.WORDING: _words,
    ChangeKind.SCOPE: _words,
    ChangeKind.ADD: add_rows,
    ChangeKind.SPLIT: split_row,
    ChangeKind.MERGE: merge_rows,
    ChangeKind.PAUSE: _status,
    ChangeKind.RESUME: _status,
    ChangeKind.DESCOPE: _status,
    ChangeKind.CLOSE: _close,
}
