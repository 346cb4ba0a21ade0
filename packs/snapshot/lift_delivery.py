"""Delivery of schema 1 lifted to facts: programmes, milestones, returns."""

from datetime import date, datetime
from typing import Any

from irp.rules.plan_dates import PlanDate
from packs.words import NOT_KEPT
from programmes.facts import (
    BaselineFacts,
    MilestoneFacts,
    MonthFacts,
    ProgrammeFacts,
    RatingFacts,
    ReportFacts,
    ReturnFacts,
    SignatureFacts,
    StepFacts,
)
from programmes.words import TEXTS, BackBy, Delivery, Rating, ReturnState, Voice


def read_day(iso: str | None) -> date | None:
    """Return the day an ISO text names."""
    return date.fromisoformat(iso) if iso else None


def read_moment(iso: str | None) -> datetime | None:
    """Return the moment an ISO text names."""
    return datetime.fromisoformat(iso) if iso else None


def lifted_programme(programme: dict[str, Any], *, month: date, at: datetime) -> ProgrammeFacts:
    """Return a programme of schema 1 in a snapshot of `month`, taken `at`."""
    same = ("number", "ref", "name", "aim", "summary", "sao", "rdl", "lead_member")
    return ProgrammeFacts(
        **{name: programme[name] for name in same},
        outcomes=(),
        signing_posts=(),
        workstreams=tuple(programme["workstreams"]),
        milestones=tuple(
            _milestone(milestone, number, programme["ref"], at)
            for number, milestone in enumerate(programme["milestones"], 1)
        ),
        retired=(),
        ret=_return(programme, month, at),
        ret_before=None,
        months=tuple(_month(point) for point in reversed(programme["trend"])),
        last_signed=read_day(programme["last_signed"]),
    )


def _return(programme: dict[str, Any], month: date, at: datetime) -> ReturnFacts | None:
    """Return the month's return; None where the programme had none, of which no step was kept."""
    ret = programme["return"]
    if not ret["received"] and not ret["steps"]:
        return None
    received = ret["received"]
    return ReturnFacts(
        programme=programme["ref"],
        month=month,
        state=ReturnState(ret["state"]),
        state_since=read_moment(ret["held_since"]) if received else at,
        **{name: ret[name] for name in TEXTS},
        steps=tuple(_step(step) for step in ret["steps"]),
        ratings=tuple(
            _rating(voice, ret["ratings"][voice]) for voice in Voice if voice in ret["ratings"]
        ),
        signatures=tuple(
            SignatureFacts(post=signature["post"], sha256=signature["sha256"], **_who(signature))
            for signature in ret["signatures"]
        ),
    )


def _who(record: dict[str, Any]) -> dict[str, Any]:
    moment = datetime.fromisoformat(record["at"])
    return {"by_name": record["by_name"], "by_post": record["by_post"], "at": moment}


def _rating(voice: Voice, record: dict[str, Any]) -> RatingFacts:
    rating = Rating(record["rating"])
    return RatingFacts(voice=voice, rating=rating, reason=record["reason"], **_who(record))


def _step(step: dict[str, Any]) -> StepFacts:
    return StepFacts(
        from_state=ReturnState(step["from_state"]),
        to_state=ReturnState(step["to_state"]),
        back_by=_back_by(step),
        reason=step["reason"],
        **_who(step),
    )


def _back_by(step: dict[str, Any]) -> BackBy | None:
    """Return who made it a draft again.

    The first snapshots did not keep it: there a reason shows that it was sent back, and only an
    SAO had it when it was submitted, only CPMO when it was signed.
    """
    if "back_by" in step:
        return BackBy(step["back_by"]) if step["back_by"] else None
    if step["to_state"] != ReturnState.DRAFT or not step["reason"]:
        return None
    holders = {ReturnState.SUBMITTED: BackBy.SAO, ReturnState.SIGNED: BackBy.CPMO}
    return holders.get(ReturnState(step["from_state"]))


def _month(point: dict[str, Any]) -> MonthFacts:
    """Return one month of the strip; a received return with CPMO's rating had been assured."""
    state = ReturnState.NOT_REPORTED
    if point["received"]:
        state = ReturnState.ASSURED if "cpmo" in point else ReturnState.SIGNED
    given = {voice: Rating(point[voice]) if voice in point else None for voice in Voice}
    return MonthFacts(
        month=date.fromisoformat(point["month"]),
        is_open=False,
        state=state,
        sao=given[Voice.SAO],
        cpmo=given[Voice.CPMO],
    )


def _milestone(milestone: dict[str, Any], number: int, ref: str, at: datetime) -> MilestoneFacts:
    same = ("ref", "title", "kind", "workstream", "note", "erratum")
    stored = [dates for dates in (milestone["b0"], milestone["baseline"]) if dates]
    baselines = {dates["number"]: _baseline(dates, at) for dates in stored}
    return MilestoneFacts(
        **{name: milestone[name] for name in same},
        programme=ref,
        number=number,
        own_sao=milestone["sao"],
        own_lead_member=milestone["lead_member"],
        retired_on=None,  # those in force were kept
        baselines=tuple(baselines[place] for place in sorted(baselines)),
        reports=(_report(milestone["report"], at),) if milestone["report"] else (),
    )


def _baseline(baseline: dict[str, Any], at: datetime) -> BaselineFacts:
    return BaselineFacts(
        number=baseline["number"],
        start=PlanDate.from_json(baseline["start"]),
        end=PlanDate.from_json(baseline["end"]),
        reason=baseline["reason"],
        at=at,
    )


def _report(report: dict[str, Any], at: datetime) -> ReportFacts:
    return ReportFacts(
        month=date.fromisoformat(report["month"]),
        delivery=Delivery(report["delivery"]),
        forecast=PlanDate.from_json(report["forecast"]),
        actual_on=read_day(report["actual_on"]),
        narrative=report["narrative"],
        reason=report["reason"],
        no_change=report["no_change"],
        by_name=NOT_KEPT,
        at=at,
        state=ReturnState.SIGNED,  # only a received return was kept
    )
