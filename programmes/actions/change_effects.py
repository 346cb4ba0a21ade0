"""What an approved request does to the plan: baselines, wording, status, new rows (10, 18, 18a).

All of it within the transaction of the approval. A status belongs to a month's report: what was
decided while no month was open counts from the next one, when that is opened.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from irp.actions import Faulty, Refused
from irp.history import act, enact, record, write_acts
from irp.models import ReportingPeriod, User
from irp.rules.calendar import london_day
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date, milestone_kind
from programmes.actions.milestones import report_change
from programmes.models import Baseline, ChangeRequest, ChangeRow, Descent, Milestone, Programme
from programmes.readings.changes import held_for_next_month
from programmes.readings.row_numbers import next_row_number
from programmes.words import ChangeKind, Delivery, MilestoneKind

BECOMES = {
    ChangeKind.PAUSE: Delivery.PAUSED,
    ChangeKind.DESCOPE: Delivery.DESCOPED,
    ChangeKind.RESUME: Delivery.AMBER,  # until the programme reports it
}


@dataclass(frozen=True, kw_only=True)
class ApprovedRequest:
    """An approved request with the rows that were approved."""

    request: ChangeRequest
    rows: Sequence[ChangeRow]
    by: User
    at: datetime
    month: ReportingPeriod | None  # the open one, held locked

    @property
    def words(self) -> str:
        """Return the reason that history gives: which request, and why it was asked for."""
        return f"{self.request.ref}: {self.request.reason}"[:1000]


def put_into_effect(
    request: ChangeRequest,
    numbers: Sequence[int],
    month: ReportingPeriod | None,
    *,
    by: User,
    at: datetime,
) -> None:
    """Change the plan as was approved. Raises `Refused` where it has changed meanwhile."""
    found = ChangeRow.objects.filter(request=request, number__in=numbers).order_by("number")
    rows = list(found.select_related("workstream"))
    keys = {row.milestone_id for row in rows if row.milestone_id}
    locked = Milestone.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    milestones = locked.select_related("programme__rdl", "programme__sao").in_bulk(keys)
    for row in rows:
        if row.milestone_id:
            row.milestone = milestones[row.milestone_id]
    done = ApprovedRequest(request=request, rows=rows, by=by, at=at, month=month)
    _refuse_what_is_gone(done)
    EFFECTS[ChangeKind(request.kind)](done)


def _refuse_what_is_gone(done: ApprovedRequest) -> None:
    """Refuse rows that were retired, or given another baseline, since they were asked for."""
    for row in done.rows:
        if row.milestone is None:
            continue
        ref = row.milestone.ref
        if not row.milestone.is_in_force(on=london_day(done.at)):
            raise Refused(f"{ref} has been retired since this was asked for. Refuse the request.")
        last = _last(row.milestone)
        if deciding_date(last.start, last.end) != row.old:
            raise Refused(
                f"{ref} has been given another date since this was asked for. Refuse the request "
                "and ask again."
            )


def _last(milestone: Milestone) -> Baseline:
    return Baseline.objects.filter(milestone=milestone).latest("number")


def _rebase(milestone: Milestone, new: PlanDate, done: ApprovedRequest) -> None:
    """Give a milestone its next baseline; one whose date was to be confirmed is dated now."""
    last = _last(milestone)
    _baseline(milestone, last.number + 1, last.start, new, done)
    if milestone.kind != MilestoneKind.DATED:
        milestone.kind = MilestoneKind.DATED.value
        record(milestone, by=done.by, at=done.at, reason=done.words)


def _baseline(
    milestone: Milestone, number: int, start: PlanDate, end: PlanDate, done: ApprovedRequest
) -> None:
    row = act(
        Baseline,
        by=done.by,
        at=done.at,
        milestone=milestone,
        number=number,
        change=done.request,
        reason=done.words,
    )
    row.start, row.end = start, end
    write_acts([row])


def _date(done: ApprovedRequest) -> None:
    for row in done.rows:
        _rebase(_of(row), row.new, done)


def _of(row: ChangeRow) -> Milestone:
    if row.milestone is None:
        raise Refused(f"Row {row.number} names no milestone.")
    return row.milestone


def _words(done: ApprovedRequest) -> None:
    for row in done.rows:
        milestone = _of(row)
        milestone.title = row.new_title
        record(milestone, by=done.by, at=done.at, reason=done.words)


def _close(done: ApprovedRequest) -> None:
    for row in done.rows:
        milestone = _of(row)
        milestone.note = f"Run by {row.run_by} since {london_day(done.at):%-d %b %Y}."
        _retire(milestone, done)


def _retire(milestone: Milestone, done: ApprovedRequest) -> None:
    milestone.retired_on = london_day(done.at)
    record(milestone, by=done.by, at=done.at, reason=done.words)


def _status(done: ApprovedRequest) -> None:
    """Say it in the open month's report; where none is open, the next month's opening does."""
    if done.month is None:
        return
    delivery = BECOMES[ChangeKind(done.request.kind)]
    for row in done.rows:
        try:
            report_change(
                _of(row), delivery, forecast=row.new, reason=done.words, by=done.by, at=done.at
            )
        except Faulty as faulty:
            raise Refused(*faulty.reasons) from faulty


def _add(done: ApprovedRequest) -> None:
    for row in done.rows:
        milestone = _new_row(row.new_title, done, kind=milestone_kind(UNDATED, row.new))
        milestone.workstream = row.workstream
        record(milestone, by=done.by, at=done.at, reason=done.words)
        _baseline(milestone, 0, UNDATED, row.new, done)


def _split(done: ApprovedRequest) -> None:
    """Put two or more rows in the place of one; they keep its original date (Rule 18a)."""
    parent = _of(done.rows[0])
    for row in done.rows:
        child = _heir(row.new_title, [parent], done)
        first = Baseline.objects.get(milestone=parent, number=0)
        _inherit(child, first, row.new, done)
    _retire(parent, done)


def _merge(done: ApprovedRequest) -> None:
    """Put one row in the place of several, with the earliest original date (Rule 18a)."""
    parents = [_of(row) for row in done.rows]
    firsts = list(Baseline.objects.filter(milestone__in=parents, number=0))
    earliest = min(firsts, key=_first_day)
    child = _heir(done.rows[0].new_title, parents, done)
    _inherit(child, earliest, done.rows[0].new, done)
    for parent in parents:
        _retire(parent, done)


def _first_day(baseline: Baseline) -> tuple[bool, Any, int]:
    latest = deciding_date(baseline.start, baseline.end).latest
    return (latest is None, latest or baseline.at.date(), baseline.pk)


def _heir(title: str, parents: Sequence[Milestone], done: ApprovedRequest) -> Milestone:
    """Add a row that takes the place of others: in their workstream, with their own posts."""
    child = _new_row(title, done, kind=MilestoneKind.DATED.value)
    for name in ("workstream_id", "own_sao_id", "own_lead_member_id"):
        values = {getattr(parent, name) for parent in parents}
        setattr(child, name, values.pop() if len(values) == 1 else None)
    refs = " and ".join(parent.ref for parent in parents)
    child.note = f"From {refs}."
    record(child, by=done.by, at=done.at, reason=done.words)
    for parent in parents:
        enact(Descent, by=done.by, at=done.at, parent=parent, child=child, request=done.request)
    return child


def _inherit(child: Milestone, original: Baseline, new: PlanDate, done: ApprovedRequest) -> None:
    """Give a row the original date of what it came from, and the new one where it is another."""
    _baseline(child, 0, original.start, original.end, done)
    if deciding_date(original.start, original.end).latest != new.latest:
        _baseline(child, 1, original.start, new, done)


def _new_row(title: str, done: ApprovedRequest, *, kind: str) -> Milestone:
    """Return a new row with the next reference of its programme: none is given twice (Rule 24)."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=done.request.programme_id)
    number = next_row_number(programme)
    return Milestone(
        ref=f"{programme.ref}-{number:02}",
        programme=programme,
        number=number,
        title=title,
        kind=kind,
    )


def _held_rows(request: ChangeRequest) -> list[int]:
    """Return the numbers of the rows that the last forum approved."""
    last = request.steps.filter(what="agreed").order_by("at", "pk").last()
    return list(last.rows) if last else []


def apply_held_changes(
    last: ReportingPeriod | None, period: ReportingPeriod, *, by: User, at: datetime
) -> None:
    """Say in a month that is being opened what was decided since the last was frozen (Rule 18)."""
    for request in held_for_next_month(last):
        put_into_effect(request, _held_rows(request), period, by=by, at=at)


EFFECTS: dict[ChangeKind, Callable[[ApprovedRequest], None]] = {
    ChangeKind.DATE: _date,
    ChangeKind.WORDING: _words,
    ChangeKind.SCOPE: _words,
    ChangeKind.ADD: _add,
    ChangeKind.SPLIT: _split,
    ChangeKind.MERGE: _merge,
    ChangeKind.PAUSE: _status,
    ChangeKind.RESUME: _status,
    ChangeKind.DESCOPE: _status,
    ChangeKind.CLOSE: _close,
}
