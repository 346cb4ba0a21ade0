"""The rows that an approved request adds to the plan, alone or in place of others (18, 18a)."""

from collections.abc import Sequence
from typing import Any

from irp.history import act, write_acts
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date, milestone_kind
from programmes.actions.approved_request import (
    ApprovedRequest,
    baseline_given,
    milestone_of,
    retire,
    write_milestones,
)
from programmes.models import Baseline, ChangeRow, Descent, Milestone
from programmes.readings.row_numbers import next_row_number
from programmes.words import MilestoneKind


def add_rows(done: ApprovedRequest) -> None:
    """Add new work, each row with its own original date (Rule 10)."""
    milestones = _new_rows([row.new_title for row in done.rows], done)
    for row, milestone in zip(done.rows, milestones, strict=True):
        milestone.kind = milestone_kind(UNDATED, row.new)
        milestone.workstream = row.workstream
    write_milestones(milestones, done)
    write_acts(
        [
            baseline_given(milestone, 0, UNDATED, row.new, done)
            for row, milestone in zip(done.rows, milestones, strict=True)
        ]
    )


def split_row(done: ApprovedRequest) -> None:
    """Put two or more rows in the place of one; they keep its original date (Rule 18a)."""
    parent = milestone_of(done.rows[0])
    _put_in_place([parent], done.rows, done)
    retire([parent], done)


def merge_rows(done: ApprovedRequest) -> None:
    """Put one row in the place of several, with the earliest original date (Rule 18a)."""
    parents = [milestone_of(row) for row in done.rows]
    _put_in_place(parents, done.rows[:1], done)
    retire(parents, done)


def _put_in_place(
    parents: Sequence[Milestone], rows: Sequence[ChangeRow], done: ApprovedRequest
) -> None:
    """Add the rows that take the place of others, with their dates."""
    heirs = _heirs([row.new_title for row in rows], parents, done)
    known = list(Baseline.objects.filter(milestone__in=parents).order_by("number"))
    given = [_inherited(heir, known, row.new, done) for heir, row in zip(heirs, rows, strict=True)]
    write_acts([baseline for some in given for baseline in some])


def _first_day(baseline: Baseline) -> tuple[bool, Any, int]:
    latest = deciding_date(baseline.start, baseline.end).latest
    return (latest is None, latest or baseline.at.date(), baseline.pk)


def _heirs(
    titles: Sequence[str], parents: Sequence[Milestone], done: ApprovedRequest
) -> list[Milestone]:
    """Add rows that take the place of others: in their workstream, with their own posts."""
    children = _new_rows(titles, done)
    refs = " and ".join(parent.ref for parent in parents)
    for child in children:
        for name in ("workstream_id", "own_sao_id", "own_lead_member_id"):
            values = {getattr(parent, name) for parent in parents}
            setattr(child, name, values.pop() if len(values) == 1 else None)
        child.note = f"From {refs}."
    write_milestones(children, done)
    write_acts(
        [
            act(Descent, by=done.by, at=done.at, parent=parent, child=child, request=done.request)
            for child in children
            for parent in parents
        ]
    )
    return children


def _inherited(
    child: Milestone, known: Sequence[Baseline], new: PlanDate, done: ApprovedRequest
) -> list[Baseline]:
    """Return a row's earliest original date of what it came from, and the new one where it moves.

    Its start is where an approved request left the start of that one. `known` are the baselines of
    what it came from, by number.
    """
    original = min((row for row in known if row.number == 0), key=_first_day)
    start = [row for row in known if row.milestone_id == original.milestone_id][-1].start
    given = [baseline_given(child, 0, original.start, original.end, done)]
    moved = deciding_date(original.start, original.end).latest != new.latest
    if moved or start != original.start:
        given.append(baseline_given(child, 1, start, new, done))
    return given


def _new_rows(titles: Sequence[str], done: ApprovedRequest) -> list[Milestone]:
    """Return new rows with the next references of their programme: none is given twice (24).

    Its row is held since the request's rows are.
    """
    programme = done.request.programme
    return [
        Milestone(
            ref=f"{programme.ref}-{number:02}",
            programme=programme,
            number=number,
            title=title,
            kind=MilestoneKind.DATED.value,
        )
        for number, title in enumerate(titles, start=next_row_number(programme))
    ]
