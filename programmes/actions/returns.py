"""The steps of a return, each a kept event with who, when and why (Rules 15 to 17)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from irp.actions import Refused, lock_open_period
from irp.history import enact, record, record_all
from irp.models import Conflict, Post, ReportingPeriod, User
from irp.permissions import LONDON, require
from programmes.models import Confidence, Programme, Return, ReturnStep, Signature
from programmes.rules import Rating, ReturnState, Step, Voice, rating_faults, step_refusals
from programmes.rules.delivery import Delivery, forecast_fault
from programmes.rules.returns import TO, canonical, fingerprint
from programmes.signing import last_rating, people_of, signatures_in_force, signed_content
from programmes.watch import signals_of

CLOSED = {Delivery.COMPLETE.value, Delivery.DESCOPED.value}  # nothing more is owed
TEXTS = ("progress", "next_steps", "path_to_green", "help_needed")


def open_returns(period: ReportingPeriod, *, by: User | str, at: datetime) -> list[Return]:
    """Give every programme its return for a period that has just been opened, not started."""
    returns = [
        Return(programme=programme, period=period, state_since=at)
        for programme in Programme.objects.all()
    ]
    return record_all(returns, by=by, at=at, reason="Period opened")


def begin_change(
    programme: Programme, period: ReportingPeriod, *, by: User, at: datetime, what: str
) -> Return:
    """Return the programme's return as a draft, ready to be changed.

    Starts it when it is not started. When it was submitted, signed or assured, reopens it: the
    change voids what was signed, and the step says so.
    """
    ret = Return.objects.select_for_update().get(programme=programme, period=period)
    state = ReturnState(ret.state)
    if state is ReturnState.NOT_STARTED:
        _move(ret, Step.START, by=by, at=at)
    elif state is not ReturnState.DRAFT:
        reason = f"{what} was changed after the return was {state.label.lower()}"
        _move(ret, Step.REOPEN, by=by, at=at, reason=reason)
    return ret


def save_return(
    ret: Return, texts: dict[str, str], *, version: int, by: User, at: datetime
) -> Return:
    """Write the return's words. Raises `Conflict` when somebody else wrote them meanwhile."""
    require(by, "programmes.prepare_return", ret.programme, at=at)
    with transaction.atomic():
        period = _open_period_of(ret)
        now = Return.objects.select_for_update().get(pk=ret.pk)
        if now.version != version:
            raise Conflict(now)
        if all(getattr(now, name) == texts[name].strip() for name in TEXTS):
            return now
        now = begin_change(ret.programme, period, by=by, at=at, what="The return's text")
        for name in TEXTS:
            setattr(now, name, texts[name].strip())
        return record(now, by=by, at=at, reason="Return text changed")


def submit_return(ret: Return, *, by: User, at: datetime) -> Return:
    """Submit the return to its SAO. Refused with every row that still needs something (Rule 9)."""
    require(by, "programmes.prepare_return", ret.programme, at=at)
    with transaction.atomic():
        ret = _locked(ret)
        refusals = [
            *step_refusals(
                step=Step.SUBMIT, state=ReturnState(ret.state), by=by.pk, people=people_of(ret)
            ),
            *submission_faults(ret, at=at),
        ]
        if refusals:
            raise Refused(*refusals)
        return _move(ret, Step.SUBMIT, by=by, at=at)


def submission_faults(ret: Return, *, at: datetime) -> list[str]:
    """Return what stands between a return and its submission, row by row."""
    on = at.astimezone(LONDON).date()
    faults = [] if ret.progress.strip() else ["Enter the programme's progress this month."]
    reported = {report.milestone_id: report for report in ret.reports.all()}
    rows = ret.programme.milestones.in_force().with_last_delivery(before=ret.period.month)
    for milestone in rows:
        report = reported.get(milestone.pk)
        if report is None:
            if milestone.last_delivery not in CLOSED:
                faults.append(f"{milestone.ref} has no report this month.")
            continue
        fault = forecast_fault(
            delivery=Delivery(report.delivery),
            forecast=report.forecast,
            kind=milestone.kind,
            on=on,
        )
        if fault:
            faults.append(f"{milestone.ref} {fault}. Enter a forecast from today on.")
    return faults


def sign_return(
    ret: Return, *, post: Post, rating: Rating | None, reason: str, by: User, at: datetime
) -> Return:
    """Sign the return in a post, with the lead SAO's own rating (Rules 1, 5, 7, 15, 17).

    The signature stores what was signed and its hash. The return becomes signed when every post
    that must sign has signed.
    """
    require(by, "programmes.sign_return", ret.programme, at=at)
    with transaction.atomic():
        ret = _locked(ret)
        _refuse(Step.SIGN, ret, by=by)
        needed = ret.programme.signing_posts()
        if post not in needed or not by.holds(post):
            raise Refused(f"You do not hold {post}, so you cannot sign as it.")
        signed = {signature.post_id for signature in signatures_in_force(ret)}
        if post.pk in signed:
            raise Refused(f"{post} has signed already.")
        if post == ret.programme.sao:
            _rate(ret, Voice.SAO, rating, reason, by=by, at=at)
        content = signed_content(ret, post=post, rating=rating, reason=reason)
        enact(
            Signature,
            by=by,
            at=at,
            ret=ret,
            period=ret.period,
            post=post,
            signed_text=canonical(content),
            sha256=fingerprint(content),
        )
        if {needed_post.pk for needed_post in needed} <= signed | {post.pk}:
            _move(ret, Step.SIGN, by=by, at=at)
    return ret


def assure_return(
    ret: Return, *, rating: Rating | None, reason: str, by: User, at: datetime
) -> Return:
    """Give CPMO's independent rating and close its challenge (Rules 2 and 15)."""
    require(by, "programmes.assure_return", ret.programme, at=at)
    with transaction.atomic():
        ret = _locked(ret)
        _refuse(Step.ASSURE, ret, by=by)
        _rate(ret, Voice.CPMO, rating, reason, by=by, at=at)
        return _move(ret, Step.ASSURE, by=by, at=at, reason=reason)


def send_back_return(ret: Return, *, reason: str, by: User, at: datetime) -> Return:
    """Return it to its preparer with a reason; any signature no longer stands (Rule 15)."""
    require(by, "programmes.send_back_return", ret.programme, at=at)
    with transaction.atomic():
        ret = _locked(ret)
        _refuse(Step.SEND_BACK, ret, by=by, reason=reason)
        return _move(ret, Step.SEND_BACK, by=by, at=at, reason=reason)


def mark_not_reported(returns: Iterable[Return], *, by: User, at: datetime) -> None:
    """Record for ever that these returns were not received before the freeze (Rule 16)."""
    for ret in returns:
        before = ret.state
        ret.state, ret.state_since = ReturnState.NOT_REPORTED.value, at
        record(ret, by=by, at=at, reason="Not received before the freeze")
        _note(ret, before, by=by, at=at, reason="Not received before the freeze")


def _locked(ret: Return) -> Return:
    _open_period_of(ret)
    kept = Return.objects.select_for_update(of=("self",)).select_related(
        "period", "programme__sao", "programme__rdl"
    )
    return kept.get(pk=ret.pk)


def _open_period_of(ret: Return) -> ReportingPeriod:
    period = lock_open_period()
    if period.pk != ret.period_id:
        raise Refused(f"{ret.period} is not open. {period} is the open period.")
    return period


def _refuse(step: Step, ret: Return, *, by: User, reason: str = "") -> None:
    refusals = step_refusals(
        step=step, state=ReturnState(ret.state), by=by.pk, people=people_of(ret), reason=reason
    )
    if refusals:
        raise Refused(*refusals)


def _rate(
    ret: Return, voice: Voice, rating: Rating | None, reason: str, *, by: User, at: datetime
) -> None:
    if rating is None:
        raise Refused("Choose a rating: Green, Amber or Red.")
    words = tuple(signal.words for signal in signals_of(ret, rating=rating, at=at))
    faults = rating_faults(
        rating=rating, last=last_rating(ret, voice), reason=reason, signals=words
    )
    if faults:
        raise Refused(*faults)
    enact(
        Confidence,
        by=by,
        at=at,
        ret=ret,
        period=ret.period,
        voice=voice.value,
        rating=rating.value,
        reason=reason.strip(),
    )


def _move(ret: Return, step: Step, *, by: User, at: datetime, reason: str = "") -> Return:
    before = ret.state
    ret.state, ret.state_since = TO[step].value, at
    record(ret, by=by, at=at, reason=reason or step.label)
    _note(ret, before, by=by, at=at, reason=reason)
    return ret


def _note(ret: Return, before: str, *, by: User, at: datetime, reason: str) -> None:
    enact(
        ReturnStep,
        by=by,
        at=at,
        ret=ret,
        period=ret.period,
        from_state=before,
        to_state=ret.state,
        reason=reason.strip(),
    )
