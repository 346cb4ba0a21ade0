"""A programme begins, or takes rows of another, as a board decided (Rule 18d)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused, hold_the_month
from irp.history import act, enact, record, record_all, record_ties, write_acts
from irp.models import Aim, Outcome, Post, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from programmes.actions.preparation import make_draft
from programmes.models import (
    Milestone,
    MilestoneReport,
    Occurrence,
    Programme,
    Restructuring,
    RowMove,
)
from programmes.readings.restructuring import MovingRead, moving_of
from programmes.readings.row_numbers import next_row_number
from programmes.rules.restructuring import (
    CitedDecision,
    begin_faults,
    cited_faults,
    moving_refusals,
)
from programmes.words import Restructure


@dataclass(frozen=True, kw_only=True)
class NewProgramme:
    """A programme that begins: what it is called, what it serves, who answers for it."""

    ref: str
    name: str
    aim: Aim
    sao: Post
    rdl: Post | None = None
    lead_member: Post | None = None
    outcomes: Collection[Outcome] = ()
    summary: str = ""


def begin_programme(
    new: NewProgramme, decision: CitedDecision, *, by: User, at: datetime
) -> Programme:
    """Add a programme; it owes its first return in the next month that is opened.

    Raises `Faulty` by field.
    """
    require(by, "programmes.restructure", at=at)
    with transaction.atomic():
        hold_the_month(at=at)
        every = list(Programme.objects.select_for_update(no_key=True).order_by("pk"))
        refs, names = {row.ref for row in every}, {row.name for row in every}
        faults = begin_faults(ref=new.ref, name=new.name, refs=refs, names=names)
        faults |= cited_faults(decision, on=london_day(at))
        if faults:
            raise Faulty(faults)
        programme = Programme(
            number=max((row.number for row in every), default=0) + 1,
            ref=new.ref,
            name=new.name.strip(),
            aim=new.aim,
            sao=new.sao,
            rdl=new.rdl,
            lead_member=new.lead_member,
            summary=new.summary.strip(),
        )
        record(programme, by=by, at=at, reason=cited_words(decision))
        keys = [outcome.pk for outcome in new.outcomes]
        record_ties(programme, "outcomes", keys, by=by, at=at, reason=cited_words(decision))
        enact_restructuring(Restructure.BEGIN, programme, decision, by=by, at=at)
    return programme


def move_rows(
    milestones: Sequence[Milestone],
    origin: Programme,
    target: Programme,
    decision: CitedDecision,
    *,
    by: User,
    at: datetime,
) -> Restructuring:
    """Move rows to another programme: references, dates, reports and links stay theirs.

    What the open month has reported of them goes along, while both returns are drafts. Raises
    `Refused` with every reason, `Faulty` by field.
    """
    require(by, "programmes.restructure", at=at)
    on = london_day(at)
    with transaction.atomic():
        hold_the_month(at=at)
        locked = Programme.objects.select_for_update(no_key=True).order_by("pk")
        target = next(row for row in locked if row.pk == target.pk)
        keys = [row.pk for row in milestones]
        chosen = Milestone.objects.select_for_update(no_key=True).filter(pk__in=keys)
        rows = list(chosen.filter(programme=origin).order_by("number"))
        read = moving_of(rows, origin, target, on=on)
        _refuse_moving(read, origin, target, moved=len(rows) < len(keys))
        if faults := cited_faults(decision, on=on):
            raise Faulty(faults)
        done = enact_restructuring(Restructure.MOVE, target, decision, by=by, at=at)
        write_acts([act(RowMove, by=by, at=at, restructuring=done, milestone=row, origin=origin)
                    for row in rows])  # fmt: skip
        for number, row in enumerate(rows, start=next_row_number(target)):
            row.number, row.programme, row.workstream = number, target, None
        record_all(rows, by=by, at=at, reason=cited_words(decision))
        _take_along(read, target, decision, by=by, at=at)
    return done


def _refuse_moving(read: MovingRead, origin: Programme, target: Programme, *, moved: bool) -> None:
    """Raise `Refused` with every reason; `moved` says that some rows are of another one by now."""
    refusals = moving_refusals(
        read.rows,
        origin=read.origin,
        target=read.target,
        target_closed=target.closed_on is not None,
        month=read.month,
    )
    if moved:
        refusals.append("Some of these milestones have moved meanwhile. Open this page again.")
    if origin.pk == target.pk:
        refusals.append("Choose another programme.")
    if refusals:
        raise Refused(*refusals)


def _take_along(
    read: MovingRead, target: Programme, decision: CitedDecision, *, by: User, at: datetime
) -> None:
    """Let the open month's return of the new programme say what was reported of the rows."""
    told: list[MilestoneReport | Occurrence] = [*read.reports, *read.occurrences]
    if not told:
        return
    ret = read.returns[target.pk]
    make_draft(ret, by=by, at=at, what="Its milestones")
    for row in told:
        row.ret = ret
    record_all(read.reports, by=by, at=at, reason=cited_words(decision))
    record_all(read.occurrences, by=by, at=at, reason=cited_words(decision))


def cited_words(decision: CitedDecision) -> str:
    """Return the reason that history gives: who decided it, and why."""
    cited = f"{decision.decided_by}, {decision.decided_on:%-d %b %Y}, minute {decision.minute}"
    return f"{cited}: {decision.reason.strip()}"[:1000]


def enact_restructuring(
    what: Restructure,
    programme: Programme,
    decision: CitedDecision,
    *,
    by: User,
    at: datetime,
    rehomed: Sequence[tuple[str, str]] = (),
) -> Restructuring:
    """Write the act, which cites its decision, with the next number."""
    return enact(
        Restructuring,
        by=by,
        at=at,
        number=next_number(Restructuring.objects.all()),
        what=what.value,
        programme=programme,
        decided_by=decision.decided_by.strip(),
        decided_on=decision.decided_on,
        minute=decision.minute.strip(),
        reason=decision.reason.strip(),
        rehomed=[list(pair) for pair in rehomed],
    )
