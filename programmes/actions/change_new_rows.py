"""The rows that an approved request adds to the plan, alone or in place of others (18, 18a)."""

from collections.abc import Sequence
from typing import Any

from irp.history import enact, record
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date, milestone_kind
from programmes.actions.approved_request import ApprovedRequest, give_baseline, milestone_of, retire
from programmes.models import Baseline, Descent, Milestone, Programme
from programmes.readings.row_numbers import next_row_number
from programmes.words import MilestoneKind


def add_rows(done: ApprovedRequest) -> None:
    """Add new work, each row with its own original date (Rule 10)."""
    for row in done.rows:
        milestone = _new_row(row.new_title, done, kind=milestone_kind(UNDATED, row.new))
        milestone.workstream = row.workstream
        record(milestone, by=done.by, at=done.at, reason=done.words)
        give_baseline(milestone, 0, UNDATED, row.new, done)


def split_row(done: ApprovedRequest) -> None:
    """Put two or more rows in the place of one; they keep its original date (Rule 18a)."""
    parent = milestone_of(done.rows[0])
    for row in done.rows:
        child = _heir(row.new_title, [parent], done)
        _inherit(child, [parent], row.new, done)
    retire(parent, done)


def merge_rows(done: ApprovedRequest) -> None:
    """Put one row in the place of several, with the earliest original date (Rule 18a)."""
    parents = [milestone_of(row) for row in done.rows]
    child = _heir(done.rows[0].new_title, parents, done)
    _inherit(child, parents, done.rows[0].new, done)
    for parent in parents:
        retire(parent, done)


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


def _inherit(
    child: Milestone, parents: Sequence[Milestone], new: PlanDate, done: ApprovedRequest
) -> None:
    """Give a row the earliest original date of what it came from, and the new one where it moves.

    Its start is where an approved request left the start of that one.
    """
    rows = list(Baseline.objects.filter(milestone__in=parents).order_by("number"))
    original = min((row for row in rows if row.number == 0), key=_first_day)
    start = [row for row in rows if row.milestone_id == original.milestone_id][-1].start
    give_baseline(child, 0, original.start, original.end, done)
    moved = deciding_date(original.start, original.end).latest != new.latest
    if moved or start != original.start:
        give_baseline(child, 1, start, new, done)


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
