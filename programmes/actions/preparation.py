"""Preparing a return: its words, its change into a draft, its submission (Rules 9 and 15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from irp.actions import Refused
from irp.history import record
from irp.models import Conflict, User
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.actions.steps import locked_return, move, note, open_period_of
from programmes.models import Return, ReturnStep
from programmes.querysets import MilestoneQuerySet
from programmes.rules import step_refusals
from programmes.rules.delivery import forecast_fault
from programmes.rules.returns import PREPARING
from programmes.signing import people_of
from programmes.words import CLOSED, TEXTS, Delivery, ReturnState, Step


@dataclass(frozen=True)
class Fault:
    """What a return still lacks: the words, and the milestone whose report lacks it, if any."""

    words: str
    ref: str = ""

    def __str__(self) -> str:
        return self.words


def for_change(by: User) -> QuerySet[Return]:
    """Return the returns, each saying whether this person prepared it before.

    Whoever changes one holds its open period's row locked, so that writers come one by one.
    """
    prepared = ReturnStep.objects.filter(ret=OuterRef("pk"), by=by, from_state__in=PREPARING)
    return Return.objects.annotate(prepared_before=Exists(prepared))


def make_draft(ret: Return, *, by: User, at: datetime, what: str) -> None:
    """Make a return, as `for_change` read it, a draft that may be changed.

    Starts it when it is not started. When it was submitted, signed or assured, reopens it: the
    change voids what was signed, and the step says so. Whoever takes part in preparing it for the
    first time is noted, for they may neither sign nor assure it. Raises `Refused` for a return
    that was not reported in time.
    """
    state = ReturnState(ret.state)
    if state is ReturnState.NOT_REPORTED:
        raise Refused(f"{ret} was not reported in time and stays so.")
    if state is ReturnState.NOT_STARTED:
        move(ret, Step.START, by=by, at=at)
        return
    if state is not ReturnState.DRAFT:
        reason = f"{what} was changed after the return was {state.label.lower()}."
        move(ret, Step.REOPEN, by=by, at=at, reason=reason)
    if not vars(ret)["prepared_before"]:  # as `for_change` annotated it
        note(ret, ret.state, by=by, at=at, reason=f"{what} was changed.")


def save_return(
    ret: Return, texts: dict[str, str], *, version: int, by: User, at: datetime
) -> Return:
    """Write the return's words. Raises `Conflict` when somebody else wrote them meanwhile."""
    require(by, "programmes.prepare_return", ret.programme, at=at)
    with transaction.atomic():
        open_period_of(ret)
        now = for_change(by).select_related("programme", "period").get(pk=ret.pk)
        if now.version != version:
            raise Conflict(now)
        for name in TEXTS:
            setattr(now, name, texts[name].strip())
        if now.changed_fields():
            # The step, where one is taken, writes the words with the state: one history row.
            make_draft(now, by=by, at=at, what="The return's text")
            record(now, by=by, at=at, reason="Return text changed")
        return now


def submit_return(ret: Return, *, by: User, at: datetime) -> Return:
    """Submit the return to its SAO. Refused with every row that still needs something (Rule 9)."""
    require(by, "programmes.prepare_return", ret.programme, at=at)
    with transaction.atomic():
        ret = locked_return(ret)
        refusals = [
            *step_refusals(
                step=Step.SUBMIT, state=ReturnState(ret.state), by=by.pk, people=people_of(ret)
            ),
            *map(str, submission_faults(ret, at=at)),
        ]
        if refusals:
            raise Refused(*refusals)
        return move(ret, Step.SUBMIT, by=by, at=at)


def submission_faults(
    ret: Return, *, at: datetime, rows: Iterable[Any] | None = None
) -> list[Fault]:
    """Return what stands between a return and its submission, row by row.

    `rows` are those of `owed_rows` where they were read already.
    """
    on = london_day(at)
    progress = Fault("Enter the programme's progress this month.")
    faults = [] if ret.progress.strip() else [progress]
    reported = {report.milestone_id: report for report in ret.reports.all()}
    for milestone in owed_rows(ret, on=on) if rows is None else rows:
        report = reported.get(milestone.pk)
        if report is None:
            if milestone.last_delivery not in CLOSED:
                words = f"{milestone.ref} has no report this month. Report it."
                faults.append(Fault(words, milestone.ref))
            continue
        fault = forecast_fault(
            delivery=Delivery(report.delivery),
            forecast=report.forecast,
            kind=milestone.kind,
            on=on,
        )
        if fault:
            words = f"{milestone.ref} {fault}. Enter a forecast from today on."
            faults.append(Fault(words, milestone.ref))
    return faults


def owed_rows(ret: Return, *, on: date) -> MilestoneQuerySet:
    """Return the rows in force on a day, each with the delivery it was last reported with."""
    rows = ret.programme.milestones.in_force(on=on)
    return rows.with_last_delivery(before=ret.period.month)
