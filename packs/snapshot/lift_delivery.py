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


def lifted_programme(said: dict[str, Any], *, month: date, at: datetime) -> ProgrammeFacts:
    """Return a programme of schema 1 in a snapshot of `month`, taken `at`."""
    same = ("number", "ref", "name", "aim", "summary", "sao", "rdl", "lead_member")
    return ProgrammeFacts(
        **{name: said[name] for name in same},
        outcomes=(),
        signing_posts=(),
        workstreams=tuple(said["workstreams"]),
        milestones=tuple(
            _milestone(milestone, number, said["ref"], at)
            for number, milestone in enumerate(said["milestones"], 1)
        ),
        retired=(),
        ret=_return(said, month, at),
        ret_before=None,
        months=tuple(_month(point) for point in reversed(said["trend"])),
        last_signed=read_day(said["last_signed"]),
    )


def _return(programme: dict[str, Any], month: date, at: datetime) -> ReturnFacts | None:
    """Return the month's return; None where the programme had none, of which no step was kept."""
    said = programme["return"]
    if not said["received"] and not said["steps"]:
        return None
    received = said["received"]
    return ReturnFacts(
        programme=programme["ref"],
        month=month,
        state=ReturnState(said["state"]),
        state_since=read_moment(said["held_since"]) if received else at,
        **{name: said[name] for name in TEXTS},
        steps=tuple(_step(step) for step in said["steps"]),
        ratings=tuple(
            _rating(voice, said["ratings"][voice]) for voice in Voice if voice in said["ratings"]
        ),
        signatures=tuple(
            SignatureFacts(post=signature["post"], sha256=signature["sha256"], **_who(signature))
            for signature in said["signatures"]
        ),
    )


def _who(said: dict[str, Any]) -> dict[str, Any]:
    moment = datetime.fromisoformat(said["at"])
    return {"by_name": said["by_name"], "by_post": said["by_post"], "at": moment}


def _rating(voice: Voice, said: dict[str, Any]) -> RatingFacts:
    rating = Rating(said["rating"])
    return RatingFacts(voice=voice, rating=rating, reason=said["reason"], **_who(said))


def _step(said: dict[str, Any]) -> StepFacts:
    return StepFacts(
        from_state=ReturnState(said["from_state"]),
        to_state=ReturnState(said["to_state"]),
        back_by=_back_by(said),
        reason=said["reason"],
        **_who(said),
    )


def _back_by(said: dict[str, Any]) -> BackBy | None:
    """Return who made it a draft again.

    The first snapshots did not keep it: there a reason shows that it was sent back, and only an
    SAO had it when it was submitted, only CPMO when it was signed.
    """
    if "back_by" in said:
        return BackBy(said["back_by"]) if said["back_by"] else None
    if said["to_state"] != ReturnState.DRAFT or not said["reason"]:
        return None
    holders = {ReturnState.SUBMITTED: BackBy.SAO, ReturnState.SIGNED: BackBy.CPMO}
    return holders.get(ReturnState(said["from_state"]))


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


def _milestone(said: dict[str, Any], number: int, ref: str, at: datetime) -> MilestoneFacts:
    same = ("ref", "title", "kind", "workstream", "note", "erratum")
    kept = [dates for dates in (said["b0"], said["baseline"]) if dates]
    baselines = {dates["number"]: _baseline(dates, at) for dates in kept}
    return MilestoneFacts(
        **{name: said[name] for name in same},
        programme=ref,
        number=number,
        own_sao=said["sao"],
        own_lead_member=said["lead_member"],
        retired_on=None,  # those in force were kept
        baselines=tuple(baselines[place] for place in sorted(baselines)),
        reports=(_report(said["report"], at),) if said["report"] else (),
    )


def _baseline(said: dict[str, Any], at: datetime) -> BaselineFacts:
    return BaselineFacts(
        number=said["number"],
        start=PlanDate.from_json(said["start"]),
        end=PlanDate.from_json(said["end"]),
        reason=said["reason"],
        at=at,
    )


def _report(said: dict[str, Any], at: datetime) -> ReportFacts:
    return ReportFacts(
        month=date.fromisoformat(said["month"]),
        delivery=Delivery(said["delivery"]),
        forecast=PlanDate.from_json(said["forecast"]),
        actual_on=read_day(said["actual_on"]),
        narrative=said["narrative"],
        reason=said["reason"],
        no_change=said["no_change"],
        by_name=NOT_KEPT,
        at=at,
        state=ReturnState.SIGNED,  # only a received return was kept
    )
