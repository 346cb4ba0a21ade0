"""Acts on asks and challenges: raised on a return, then tabled, answered, closed (Rules 2, 15)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from programmes.actions.steps import open_period_of
from programmes.models import Milestone, Point, PointStep, Programme, Return
from programmes.permissions.delivery import right_to_move_point
from programmes.readings.signing import first_rating, people_of
from programmes.rules.points import ask_faults, challenge_faults, step_faults
from programmes.words import (
    ChallengeOutcome,
    Ladder,
    PointKind,
    PointStage,
    ReturnPart,
    ReturnState,
)

NEVER_READ = "Open this page again. It does not say which steps you read."


@dataclass(frozen=True)
class Ask:
    """What an SAO asks for at signing, of whom, and by when; blank where nothing is asked."""

    words: str = ""
    asked_of: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class PointMove:
    """What was entered for the next step of a point; `seen` counts the steps the person saw."""

    to: PointStage
    seen: int
    words: str = ""
    forum: Ladder | None = None
    meeting_on: date | None = None
    minute: str = ""
    outcome: ChallengeOutcome | None = None


def raise_ask(ret: Return, ask: Ask, *, by: User, at: datetime) -> Point | None:
    """Raise what an SAO asks for with the signature of a return, within that act.

    None where nothing is asked. Raises `Faulty` by the names of the form's fields.
    """
    faults = ask_faults(
        words=ask.words, asked_of=ask.asked_of, due_on=ask.due_on, on=london_day(at)
    )
    if faults:
        raise Faulty(faults)
    if not ask.words.strip():
        return None
    values = {"words": ask.words.strip(), "asked_of": ask.asked_of.strip(), "due_on": ask.due_on}
    return _raise(PointKind.ASK, ret, by=by, at=at, **values)


def challenge_return(
    ret: Return,
    *,
    part: ReturnPart,
    milestone: Milestone | None = None,
    words: str,
    by: User,
    at: datetime,
) -> Point:
    """Ask a question about a part of a return that was submitted, as CPMO.

    Whoever prepared it asks none, and of the SAO's rating nobody before CPMO's first rating is
    saved (Rule 2). Raises `NotOpen`, `Refused`, or `Faulty` by field.
    """
    require(by, "programmes.challenge_return", ret.programme, at=at)
    with transaction.atomic():
        open_period_of(ret)
        now = Return.objects.select_related("programme", "period").get(pk=ret.pk)
        if now.state in {ReturnState.NOT_STARTED, ReturnState.DRAFT}:
            raise Refused("The return has not been submitted. Ask once it has been.")
        if by.pk in people_of(now).preparers:
            raise Refused("You prepared this return, so somebody else in CPMO must challenge it.")
        if part is ReturnPart.RATING and first_rating(now) is None:
            raise Refused("Save CPMO’s first rating before you ask about the SAO’s rating.")
        ref = milestone.ref if milestone else None
        if faults := challenge_faults(part=part, milestone=ref, words=words):
            raise Faulty(faults)
        about = milestone if part is ReturnPart.MILESTONE else None
        values = {"words": words.strip(), "part": part.value, "milestone": about}
        return _raise(PointKind.CHALLENGE, now, by=by, at=at, **values)


def _raise(kind: PointKind, ret: Return, *, by: User, at: datetime, **values: object) -> Point:
    """Keep a point under the next number of its programme, given once under a lock."""
    Programme.objects.select_for_update(no_key=True).get(pk=ret.programme_id)
    number = next_number(Point.objects.filter(programme=ret.programme_id, kind=kind.value))
    return enact(
        Point,
        by=by,
        at=at,
        kind=kind.value,
        ref=f"{ret.programme.ref}-{kind.letters}-{number:02}",
        programme=ret.programme,
        number=number,
        ret=ret,
        period=ret.period,
        **values,
    )


def move_point(point: Point, move: PointMove, *, by: User, at: datetime) -> PointStep:
    """Take the next step of a point: table, decline or answer an ask; answer or close a challenge.

    Raises `Conflict` where somebody took a step since the person read it, `Refused` where the
    steps that were read cannot be those of this point, `Faulty` by field.
    """
    require(by, right_to_move_point(PointKind(point.kind), move.to), point.programme, at=at)
    with transaction.atomic():
        now = Point.objects.select_for_update(of=("self",)).select_related("programme")
        locked = now.get(pk=point.pk)
        steps = list(locked.steps.order_by("number"))
        stage = PointStage(steps[-1].stage) if steps else PointStage.RAISED
        if len(steps) != move.seen:
            raise Conflict(steps[-1]) if steps else Refused(NEVER_READ)
        faults = step_faults(
            kind=PointKind(locked.kind),
            stage=stage,
            to=move.to,
            forum=move.forum,
            meeting_on=move.meeting_on,
            outcome=move.outcome,
            words=move.words,
            on=london_day(at),
        )
        if faults:
            raise Faulty(faults)
        tables = move.to is PointStage.TABLED
        return enact(
            PointStep,
            by=by,
            at=at,
            point=locked,
            number=len(steps) + 1,
            stage=move.to.value,
            forum=move.forum.value if tables and move.forum else "",
            meeting_on=move.meeting_on if tables else None,
            minute=move.minute if move.to is PointStage.ANSWERED else "",
            outcome=move.outcome.value if move.outcome and move.to is PointStage.CLOSED else "",
            words=move.words.strip(),
        )
