"""Acts on completions: a second person confirms one, CPMO sets which programmes ask for it."""

from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused, lock_open_period
from irp.history import enact, record
from irp.models import Conflict, ReportingPeriod, User
from irp.permissions import require
from programmes.actions.preparation import refuse_not_reported
from programmes.models import CompletionAct, Milestone, MilestoneReport, Programme, Return
from programmes.readings.owed import return_in, row_now, this_and_last_report
from programmes.rules.completion import StepOnCompletion, confirmation_refusal
from programmes.words import CompletionStep, Delivery

CONFIRMS = "programmes.confirm_completion"


def confirm_completion(
    milestone: Milestone,
    *,
    confirms: bool,
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> CompletionAct:
    """Confirm a reported completion as a second person, or say why not.

    It belongs to the open period and leaves the return as it is: nothing that was signed changes.
    `version` is that of the report the person saw. Raises `NotOpen`, `Refused` for what asks for
    no confirmation and for whoever reported it, `Conflict`, `Faulty` without the reason why not.
    """
    require(by, CONFIRMS, milestone.programme, at=at)
    with transaction.atomic():
        period = lock_open_period()
        milestone = row_now(milestone)
        require(by, CONFIRMS, milestone.programme, at=at)
        this, last = this_and_last_report(milestone, period)
        report = this or last
        newest = milestone.completion_acts.last()
        refusal = confirmation_refusal(
            is_asked=report is not None and report.to_confirm,
            actual_on=report.actual_on if report else None,
            reported_by=report.reported_by_id if report else None,
            by=by.pk,
            newest=StepOnCompletion(CompletionStep(newest.what), newest.actual_on)
            if newest
            else None,
        )
        if report is None or refusal:
            raise Refused(refusal)
        if report.version != version:
            raise Conflict(report)
        if not confirms and not reason.strip():
            raise Faulty({"reason": "Enter why you cannot confirm it"})
        what = CompletionStep.CONFIRMED if confirms else CompletionStep.NOT_CONFIRMED
        return keep_act(milestone, report, what, period=period, reason=reason, by=by, at=at)


def keep_act(
    milestone: Milestone,
    report: MilestoneReport,
    what: CompletionStep,
    *,
    period: ReportingPeriod,
    reason: str,
    by: User,
    at: datetime,
) -> CompletionAct:
    """Keep an act on the completion that a report tells of, in the open period, locked."""
    ret = return_in(period, milestone.programme)
    if ret is None:
        raise Refused(f"{milestone.programme} has no return in {period}. It has one in the next.")
    _refuse_lost(ret, milestone, period)
    return enact(
        CompletionAct,
        by=by,
        at=at,
        milestone=milestone,
        period=period,
        ret=ret,
        what=what.value,
        actual_on=report.actual_on,
        reason=reason.strip(),
    )


def _refuse_lost(ret: Return, milestone: Milestone, period: ReportingPeriod) -> None:
    ret.programme, ret.period = milestone.programme, period
    refuse_not_reported(ret)


def set_confirmation(
    programme: Programme, *, confirms: bool, version: int, by: User, at: datetime
) -> Programme:
    """Say whether completions of a programme need a second person's confirmation.

    It holds for what is reported complete from then on. Raises `Conflict`.
    """
    require(by, "programmes.set_confirmation", at=at)
    with transaction.atomic():
        now = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        if now.version != version:
            raise Conflict(now)
        now.confirms_completion = confirms
        reason = "Completions need confirming" if confirms else "Completions need no confirming"
        return record(now, by=by, at=at, reason=reason)


def is_to_confirm(milestone: Milestone, delivery: Delivery) -> bool:
    """Tell whether a report of a row asks for confirmation by a second person."""
    return delivery is Delivery.COMPLETE and milestone.programme.confirms_completion
