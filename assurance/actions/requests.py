"""Acts on requests to the council: asked, answered, accepted or sent back, extended, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from assurance.models import CouncilRequest, RequestStep
from assurance.permissions import right_to_move_request
from assurance.readings.requests import requests
from assurance.rules.requests import due_now, request_faults, state_of, step_faults
from assurance.words.requests import RequestAct
from irp.actions import Faulty, hold_to_newest
from irp.history import enact
from irp.models import PlanSettings, Post, User
from irp.permissions import require
from irp.readings import Now
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured

ASKS, ANSWERS = "assurance.ask_council", "assurance.answer_request"


@dataclass(frozen=True, kw_only=True)
class RequestMove:
    """What was entered for the next step; `seen` counts the steps the person saw."""

    what: RequestAct
    seen: int
    words: str = ""
    due_on: date | None = None


def ask_council(
    *,
    owner: Post | None,
    words: str,
    due_on: date | None,
    requirements: Sequence[str] = (),
    by: User,
    at: datetime,
) -> CouncilRequest:
    """Ask a post of the council, as a commissioner. Raises `Faulty` by field."""
    require(by, ASKS, at=at)
    on = london_day(at)
    faults = request_faults(words=words, due_on=due_on, has_owner=owner is not None, on=on)
    if faults:
        raise Faulty(faults)
    with transaction.atomic():
        # Numbers are given one after another: whoever else asks waits.
        list(PlanSettings.objects.select_for_update())
        return enact(
            CouncilRequest,
            by=by,
            at=at,
            number=next_number(CouncilRequest.objects.all()),
            owner=owner,
            requirements=list(requirements),
            words=words.strip(),
            due_on=due_on,
        )


def move_request(row: CouncilRequest, move: RequestMove, *, by: User, at: datetime) -> RequestStep:
    """Take the next step of a request.

    Raises `Conflict` where somebody took one since the person read it, `Faulty` by field.
    """
    require(by, right_to_move_request(move.what), row, at=at)
    with transaction.atomic():
        locked = CouncilRequest.objects.select_for_update(of=("self",)).get(pk=row.pk)
        hold_to_newest(locked.steps.order_by("number").last(), seen=move.seen)
        facts = requests(Now(at), number=locked.number)[0]
        faults = step_faults(
            what=move.what,
            state=state_of(facts, measured=Measured(london_day(at))),
            words=move.words,
            due_on=move.due_on,
            standing=due_now(facts),
        )
        if faults:
            raise Faulty(faults)
        return enact(
            RequestStep,
            by=by,
            at=at,
            request=locked,
            number=move.seen + 1,
            what=move.what.value,
            words=move.words.strip(),
            due_on=move.due_on if move.what is RequestAct.EXTENDED else None,
        )
